"""The register of goal conflicts over all areas."""
