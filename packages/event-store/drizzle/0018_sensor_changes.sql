-- A sensor's `updated` tells when its definition was changed. What it fires and what fails has moments of
-- its own; they no longer move this one, so that a change can be refused when somebody made another.
drop trigger update_sensor_updated on sensor;
create trigger update_sensor_updated
  before update of label, description, enabled, trigger_ref, config, key on sensor
  for each row execute function clew_internal.set_updated();
