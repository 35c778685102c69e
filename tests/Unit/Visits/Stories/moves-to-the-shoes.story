# In the middle between two receivers nobody moves; at the other one for three seconds, she does.
from 0 to 20 every 0.35: beacon alice entrance -60
from 10 to 20 every 0.35: beacon alice shoes -62
from 20 to 60 every 0.35: beacon alice shoes -55
from 20 to 60 every 0.35: beacon alice entrance -70
at 300: time
expect
  0.70 visitor.arrived visit-1 alice entrance 0.77 by entrance-radio
  23.85 visitor.moved visit-1 alice entrance -> shoes
  179.90 visitor.left visit-1 alice shoes after 59.2 0.81 by entrance-radio shoes-radio
