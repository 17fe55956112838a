"""What the screens show: one view-model a screen, no rule about attendance in any."""
