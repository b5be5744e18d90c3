"""What has broken into other sites of this sort, tried here by name."""
