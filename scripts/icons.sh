#!/usr/bin/env bash
# Draws the window's icons from the mark: a door ajar at the end of a lane.
# Needs imagemagick and librsvg2-bin. The drawn icons are kept in the tree.
source "$(dirname "$0")/common.sh"

for size in 32 128 512; do
  file=src-tauri/icons/${size}x${size}.png
  [ "$size" = 512 ] && file=src-tauri/icons/icon.png
  convert -background none -density 300 src-tauri/icons/mark.svg -resize "${size}x${size}" -depth 8 "PNG32:$file"
done

# Windows wants all of its sizes in one file.
convert src-tauri/icons/icon.png -define icon:auto-resize=256,64,48,32,16 src-tauri/icons/icon.ico

# Android before 8 has no adaptive icon: the whole mark, for each density. From 8 on it is
# drawable/ic_launcher_foreground.xml, the same shapes by hand.
for density in mdpi:48 hdpi:72 xhdpi:96 xxhdpi:144 xxxhdpi:192; do
  size=${density#*:}
  folder=src-tauri/gen/android/app/src/main/res/mipmap-${density%:*}
  mkdir -p "$folder"
  rsvg-convert --width "$size" --height "$size" src-tauri/icons/mark.svg --output "$folder/ic_launcher.png"
done
