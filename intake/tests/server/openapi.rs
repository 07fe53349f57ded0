//! Holds the server to `openapi.yaml`: every answer that is described is asked for here, and fits.
