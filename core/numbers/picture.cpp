// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/picture.h"

#include <string_view>

namespace lab
{

namespace
{

/// At most kLongestName bytes of it, of whole characters (UTF-8).
std::string shortened(std::string name)
{
    constexpr std::string_view kMore = "…";
    if (name.size() <= Picture::kLongestName)
        return name;
    std::size_t end = Picture::kLongestName - kMore.size();
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
        --end;
    return name.substr(0, end).append(kMore);
}

} // namespace

Picture::Picture(std::string name, Content content, std::vector<Grid> planes, std::string encoded,
                 ScreenColoursPtr screen)
    : m_name(shortened(std::move(name))), m_content(content), m_planes(std::move(planes)),
      m_encoded(std::move(encoded)), m_screen(std::move(screen))
{
    assert(m_planes.size() == 1 || m_planes.size() == 3);
    for ([[maybe_unused]] const Grid& plane : m_planes)
        assert(!plane.empty() && plane.shape() == shape());
}

const Grid& Picture::grey() const
{
    if (!coloured())
        return m_planes.front();
    std::call_once(m_greyOnce, [this] {
        auto grey = Grid::uninitialised(shape());
        const auto red = m_planes[0].cells(), green = m_planes[1].cells(), blue = m_planes[2].cells();
        for (std::size_t i = 0; i < grey.size(); ++i)
            grey.cells()[i] = 0.299F * red[i] + 0.587F * green[i] + 0.114F * blue[i];
        m_grey = std::move(grey);
    });
    return m_grey;
}

bool Picture::operator==(const Picture& other) const
{
    return this == &other || (m_name == other.m_name && m_content == other.m_content && m_planes == other.m_planes);
}

PicturePtr matrixPicture(std::string name, Grid values)
{
    std::vector<Grid> planes;
    planes.push_back(std::move(values));
    return std::make_shared<const Picture>(std::move(name), Content::Numbers, std::move(planes));
}

PicturePtr patchOf(const Picture& picture, Rect rect)
{
    std::vector<Grid> planes;
    for (const Grid& plane : picture.planes()) {
        auto part = Grid::uninitialised(rect.shape());
        const GridView<float> window = plane.view().window(rect);
        for (int r = 0; r < rect.rows; ++r)
            std::ranges::copy(window.row(r), part.row(r).begin());
        planes.push_back(std::move(part));
    }
    const auto span = [](int first, int count) {
        return std::to_string(first) + "–" + std::to_string(first + count - 1);
    };
    const std::string where = " [" + span(rect.row, rect.rows) + ", " + span(rect.col, rect.cols) + "]";
    return std::make_shared<const Picture>(picture.name() + where, picture.content(), std::move(planes),
                                           std::string(), picture.screen());
}

Grid reducedTo(GridView<float> numbers, int side)
{
    const Shape whole = numbers.shape();
    const int square = (std::max(whole.rows, whole.cols) + side - 1) / side;
    const int rows = std::min(square, whole.rows), cols = std::min(square, whole.cols);
    auto reduced = Grid::uninitialised({whole.rows / rows, whole.cols / cols});
    for (int r = 0; r < reduced.rows(); ++r)
        for (int c = 0; c < reduced.cols(); ++c) {
            double sum = 0;
            for (int y = 0; y < rows; ++y)
                for (const float v :
                     numbers.row(r * rows + y).subspan(std::size_t(c) * std::size_t(cols), std::size_t(cols)))
                    sum += double(v);
            reduced.at(r, c) = float(sum / (double(rows) * cols));
        }
    return reduced;
}

} // namespace lab
