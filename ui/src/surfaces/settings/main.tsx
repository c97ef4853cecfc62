import { start } from '../../app/start';
import { SettingsPage } from './settings_page';

void start('settings', SettingsPage);
