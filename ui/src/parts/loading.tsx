import { useSurroundings } from '../app/surroundings';

/// Stands where something is being fetched.
export function Loading() {
    const { words } = useSurroundings();
    return (
        <p class="loading" role="status">
            <span class="wheel" aria-hidden="true" />
            {words.text('app.loading')}
        </p>
    );
}
