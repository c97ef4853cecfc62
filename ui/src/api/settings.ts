import type { Answer } from './answer';
import type { Api } from './api';

export interface Settings {
    /// Each of these names a Pipedrive field (`organization.name`), or is null for none.
    to: string | null;
    address: string | null;
    email: string | null;
    tax_id: string | null;
    term_days: number;
}

export interface CrmField {
    ref: string;
    record: 'organization' | 'person' | 'deal';
    name: string;
    is_address: boolean;
    is_custom: boolean;
}

export interface SettingsAndFields {
    settings: Settings;
    fields: CrmField[];
}

export function getSettings(api: Api): Promise<Answer<SettingsAndFields>> {
    return api.request('GET', '/settings');
}

export function saveSettings(
    api: Api,
    settings: Settings,
): Promise<Answer<{ settings: Settings }>> {
    return api.request('PUT', '/settings', { body: settings });
}
