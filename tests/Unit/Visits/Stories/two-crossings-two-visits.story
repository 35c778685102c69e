# Alice's beacon is heard before the door; the second crossing is not hers, so it waits for bob.
with door front entrance
at 0: door front working for 0
from 10 to 30 every 0.35: beacon alice entrance -62
at 12: door front in
at 13: door front in
from 14 to 30 every 0.35: beacon bob entrance -62
at 300: time
expect
  0.00 sensor.state front-beams working
  10.70 visitor.arrived visit-1 alice entrance 0.75 by entrance-radio
  12.00 door.crossed front in
  13.00 door.crossed front in
  14.70 visitor.arrived visit-2 bob entrance 0.91 by front-beams entrance-radio
  149.75 visitor.left visit-2 bob entrance after 15.05 0.91 by front-beams entrance-radio
  149.95 visitor.left visit-1 alice entrance after 19.25 0.9 by entrance-radio front-beams
