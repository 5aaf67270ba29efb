// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/plane.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace lab
{

/// How an input is meant: as numbers in their own range, or as brightness from 0 (black) to 1 (white).
enum class Content { Numbers, Brightness };

/// From a picture's own colours to those of a screen (sRGB): pixels of 8 bits a channel (0xAARRGGBB), in place.
/// Called on any thread.
using ScreenColours = std::function<void(std::span<std::uint32_t> pixels)>;
using ScreenColoursPtr = std::shared_ptr<const ScreenColours>;

/// An input: one plane, or three (red, green, blue) of one shape, and where it came from. Immutable and shared
/// (PicturePtr), so that a snapshot of a Session costs bytes and not megapixels; it cannot be copied.
class Picture
{
public:
    /// Bytes of a name; a longer one is cut: it is shown in titles, menus and messages.
    static constexpr std::size_t kLongestName = 255;

    /// `planes`: 1 or 3 of equal, non-empty shape. `encoded`: the bytes of an image file that decode to just
    /// these planes, if there is one; a session keeps those instead of the numbers. `screen`: how they are shown,
    /// where they are not colours of a screen; numbers are never changed by it.
    Picture(std::string name, Content content, std::vector<Grid> planes, std::string encoded = {},
            ScreenColoursPtr screen = {});
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;

    const std::string& name() const { return m_name; }
    Content content() const { return m_content; }
    const std::vector<Grid>& planes() const { return m_planes; }
    const std::string& encoded() const { return m_encoded; }
    const ScreenColoursPtr& screen() const { return m_screen; }
    Shape shape() const { return m_planes.front().shape(); }
    bool coloured() const { return m_planes.size() == 3; }
    Identity identity() const { return m_identity; }

    /// The single plane, or the luma of the three: Rec. 601, 0.299 R + 0.587 G + 0.114 B on the stored values.
    /// Computed once, when first asked for; safe from any thread.
    const Grid& grey() const;

    /// Equal name, content and numbers.
    bool operator==(const Picture& other) const;

private:
    std::string m_name;
    Content m_content;
    std::vector<Grid> m_planes;
    Identity m_identity = Identity::fresh();
    std::string m_encoded;
    ScreenColoursPtr m_screen;
    mutable std::once_flag m_greyOnce;
    mutable Grid m_grey;
};

using PicturePtr = std::shared_ptr<const Picture>;

/// A rectangle of a picture, which must hold at least one cell and lie in it; its name says of which and where.
PicturePtr patchOf(const Picture& picture, Rect rect);

/// At most `side` ≥ 1 cells wide and high: each cell is the mean of a square of cells, the same for all; what does
/// not fill one at the right and the bottom is left out. The same numbers where there are no more. `numbers` is not
/// empty.
Grid reducedTo(GridView<float> numbers, int side);

/// A one-plane input of numbers.
PicturePtr matrixPicture(std::string name, Grid values);

} // namespace lab
