"""The Qt Quick shell: what visitors and staff see and touch."""
