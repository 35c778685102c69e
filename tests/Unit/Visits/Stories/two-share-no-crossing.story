# One crossing inwards, then two beacons: the first takes it. One crossing outwards, and both fall silent: one of them went out, the other is waited for.
with door front entrance
at 0: door front working for 0
at 10: door front in
from 11 to 40 every 0.35: beacon alice entrance -62
from 11.1 to 40 every 0.35: beacon bob entrance -62
at 39: door front out
at 300: time
expect
  0.00 sensor.state front-beams working
  10.00 door.crossed front in
  11.70 visitor.arrived visit-1 alice entrance 0.91 by front-beams entrance-radio
  11.80 visitor.arrived visit-2 bob entrance 0.75 by entrance-radio
  39.00 door.crossed front out
  69.70 visitor.left visit-1 alice entrance after 28 0.91 by front-beams entrance-radio front-beams
  159.80 visitor.left visit-2 bob entrance after 28 0.75 by entrance-radio
