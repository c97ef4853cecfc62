import { start } from '../../app/start';
import { Panel } from './panel';

void start('panel', Panel);
