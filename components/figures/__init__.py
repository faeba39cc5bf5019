"""What was computed, described for the page: arrays in, small named values out. Streamlit-free."""
