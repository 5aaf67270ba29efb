// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/io/colour_profile.h"

#include "ui/io/qt_image_file.h"

#include <QColor>
#include <QtEndian>

#include <algorithm>
#include <cstdlib>
#include <lcms2.h>
#include <memory>
#include <vector>

namespace lab
{

namespace
{

template <class T, auto kFree>
struct FreeWith {
    void operator()(T* p) const { kFree(p); }
};
using Profile = std::unique_ptr<void, FreeWith<void, cmsCloseProfile>>;
using Transform = std::shared_ptr<void>;

/// A pixel 0xAARRGGBB as it lies in memory.
constexpr cmsUInt32Number kPixel = Q_BYTE_ORDER == Q_LITTLE_ENDIAN ? TYPE_BGRA_8 : TYPE_ARGB_8;

Profile opened(const QByteArray& icc)
{
    return Profile(cmsOpenProfileFromMem(icc.constData(), cmsUInt32Number(icc.size())));
}

/// To sRGB, perceptually; null where the profile cannot do that. Without the cache of the last colour any thread may
/// use it.
Transform toScreen(const Profile& from, cmsUInt32Number fromType, cmsUInt32Number toType)
{
    const Profile screen(cmsCreate_sRGBProfile());
    cmsHTRANSFORM made =
        cmsCreateTransform(from.get(), fromType, screen.get(), toType, INTENT_PERCEPTUAL, cmsFLAGS_NOCACHE);
    return made ? Transform(made, cmsDeleteTransform) : nullptr;
}

QString nameOf(const Profile& profile)
{
    constexpr cmsUInt32Number kMost = 80;
    std::array<wchar_t, kMost + 1> name{};
    cmsGetProfileInfo(profile.get(), cmsInfoDescription, "en", "US", name.data(), kMost * sizeof(wchar_t));
    return QString::fromWCharArray(name.data()).trimmed();
}

ScreenColours fromColours(const Transform& transform)
{
    return [transform](std::span<std::uint32_t> pixels) { // in place: what is no colour (alpha) stays
        cmsDoTransform(transform.get(), pixels.data(), pixels.data(), cmsUInt32Number(pixels.size()));
    };
}

ScreenColours fromGrey(const Transform& transform)
{
    std::array<uchar, 256> levels{};
    for (std::size_t i = 0; i < levels.size(); ++i)
        levels[i] = uchar(i);
    std::array<std::array<uchar, 3>, 256> shown{};
    cmsDoTransform(transform.get(), levels.data(), shown.data(), cmsUInt32Number(levels.size()));
    return [shown](std::span<std::uint32_t> pixels) {
        for (std::uint32_t& pixel : pixels) {
            const auto& [red, green, blue] = shown[pixel & 255];
            pixel = qRgba(red, green, blue, qAlpha(pixel));
        }
    };
}

/// Whether grey, or all colours, stay what they are, but for rounding.
bool changesNothing(const ScreenColours& screen, bool grey)
{
    constexpr int kStep = 5, kRounding = 1;
    std::vector<std::uint32_t> before;
    for (int v = 0; v <= 255; v += kStep) {
        before.push_back(qRgb(v, v, v));
        if (!grey)
            before.insert(before.end(), {qRgb(v, 0, 0), qRgb(0, v, 0), qRgb(0, 0, v), qRgb(v, 255 - v, 128)});
    }
    std::vector<std::uint32_t> after = before;
    screen(after);
    return std::equal(before.begin(), before.end(), after.begin(), [](QRgb a, QRgb b) {
        const auto near = [](int one, int other) { return std::abs(one - other) <= kRounding; };
        return near(qRed(a), qRed(b)) && near(qGreen(a), qGreen(b)) && near(qBlue(a), qBlue(b));
    });
}

bool isOfGrey(const QByteArray& icc)
{
    constexpr qsizetype kSpace = 16; // where an ICC profile names its colours
    return icc.mid(kSpace, 4) == "GRAY";
}

} // namespace

std::optional<ColourProfile> colourProfile(const QByteArray& icc, int channels)
{
    const Profile profile = opened(icc);
    if (!profile)
        return std::nullopt;
    const bool grey = cmsGetColorSpace(profile.get()) == cmsSigGrayData;
    if (grey ? channels != 1 : cmsGetColorSpace(profile.get()) != cmsSigRgbData)
        return std::nullopt;
    const Transform transform = toScreen(profile, grey ? TYPE_GRAY_8 : kPixel, grey ? TYPE_RGB_8 : kPixel);
    if (!transform)
        return std::nullopt;
    ScreenColours screen = grey ? fromGrey(transform) : fromColours(transform);
    const bool same = changesNothing(screen, grey);
    return ColourProfile{nameOf(profile), same ? nullptr : std::make_shared<const ScreenColours>(std::move(screen))};
}

QColorSpace colourSpaceOf(const QByteArray& icc)
{
    quietQt();
    return icc.isEmpty() ? QColorSpace() : QColorSpace::fromIccProfile(icc);
}

std::optional<InkProfile> inkProfile(const QByteArray& icc)
{
    const Profile profile = opened(icc);
    if (!profile || cmsGetColorSpace(profile.get()) != cmsSigCmykData)
        return std::nullopt;
    const Transform transform = toScreen(profile, TYPE_CMYK_16, TYPE_RGB_16);
    if (!transform)
        return std::nullopt;
    return InkProfile{nameOf(profile), [transform](std::span<const Ink> from, std::span<Light> to) {
                          cmsDoTransform(transform.get(), from.data(), to.data(),
                                         cmsUInt32Number(std::min(from.size(), to.size())));
                      }};
}

QByteArray profileToWrite(const QImage& image, bool grey)
{
    QByteArray icc = image.colorSpace().iccProfile();
    return isOfGrey(icc) && !grey ? QByteArray() : icc;
}

} // namespace lab
