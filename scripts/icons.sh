#!/usr/bin/env bash
# Draws the window's icons from the mark: a door ajar at the end of a lane.
# Needs imagemagick and librsvg2-bin; the drawn icons are kept in the tree.
source "$(dirname "$0")/common.sh"

for size in 32 128 512; do
  file=src-tauri/icons/${size}x${size}.png
  [ "$size" = 512 ] && file=src-tauri/icons/icon.png
  convert -background none -density 300 src-tauri/icons/mark.svg -resize "${size}x${size}" -depth 8 "PNG32:$file"
done
