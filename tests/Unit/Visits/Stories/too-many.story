# The third identifier is not observed; when one has gone there is room again.
with visitors-max 2
from 0 to 40 every 0.35: beacon alice entrance -60
from 0 to 240 every 0.35: beacon bob entrance -60
from 0 to 240 every 0.35: beacon carol entrance -60
at 400: time
expect
  0.70 visitor.arrived visit-1 alice entrance 0.77 by entrance-radio
  0.70 visitor.arrived visit-2 bob entrance 0.77 by entrance-radio
  159.90 visitor.left visit-1 alice entrance after 39.2 0.77 by entrance-radio
  160.65 visitor.arrived visit-3 carol entrance 0.77 by entrance-radio
  359.75 visitor.left visit-2 bob entrance after 239.05 0.77 by entrance-radio
  359.75 visitor.left visit-3 carol entrance after 79.1 0.77 by entrance-radio
