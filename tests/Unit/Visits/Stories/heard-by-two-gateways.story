# Another gateway may hear alice too. This one says how strongly it does: when she comes, when she has gone to the back of the shop
# and once more to confirm it, after a minute although nothing has changed, and when nobody hears her any more. Never oftener than every 5 s.
with shared store
from 0 to 19.8 every 0.4: beacon alice entrance -60
from 20 to 100 every 0.4: beacon alice entrance -75
at 260: time
expect
  0.80 visitor.arrived visit-1 alice entrance 0.77 by entrance-radio
  0.80 visitor.heard visit-1 entrance -60
  5.80 visitor.heard visit-1 entrance -60
  25.80 visitor.heard visit-1 entrance -74.9
  30.80 visitor.heard visit-1 entrance -75
  90.80 visitor.heard visit-1 entrance -75
  105.80 visitor.heard visit-1 entrance nothing
  110.80 visitor.heard visit-1 entrance nothing
  220.00 visitor.left visit-1 alice entrance after 99.2 0.77 by entrance-radio
