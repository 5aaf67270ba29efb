// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include "core/session/fields.h"

#include <algorithm>

namespace lab
{

namespace
{

template <class T>
bool same(const T& a, const T& b)
{
    if constexpr (Record<T>)
        return everyField<T>([&](const auto& field) { return same(a.*field.member, b.*field.member); });
    else if constexpr (std::is_floating_point_v<T>)
        return sameNumber(a, b);
    else if constexpr (std::is_same_v<T, PicturePtr>)
        return a == b || (a && b && *a == *b);
    else if constexpr (std::is_same_v<T, ChannelStackPtr>)
        return a == b || (a && b && same(*a, *b));
    else if constexpr (std::is_same_v<T, std::optional<std::vector<double>>>)
        return a.has_value() == b.has_value() && (!a || std::ranges::equal(*a, *b, sameNumber<double>));
    else if constexpr (std::is_same_v<T, std::vector<ChannelLayer>>)
        return std::ranges::equal(a, b, [](const ChannelLayer& x, const ChannelLayer& y) { return same(x, y); });
    else
        return a == b;
}

template <Record T>
void note(Changes& changes, const T& before, const T& after)
{
    forEachField<T>([&](const auto& field) {
        const auto &a = before.*field.member, &b = after.*field.member;
        if constexpr (Record<std::remove_cvref_t<decltype(a)>>)
            note(changes, a, b);
        else if (field.change)
            changes.*field.change |= !same(a, b);
    });
}

} // namespace

bool operator==(const Layer& a, const Layer& b)
{
    return same(a, b);
}

bool operator==(const TrainSpec& a, const TrainSpec& b)
{
    return same(a, b);
}

bool operator==(const Session& a, const Session& b)
{
    return same(a, b);
}

Changes diff(const Session& before, const Session& after)
{
    Changes changes;
    note(changes, before, after);
    changes.input |= before.planes() != after.planes();
    changes.geometry |= before.input->shape() != after.input->shape() || before.layers.size() != after.layers.size();
    for (std::size_t i = 0; i < std::min(before.layers.size(), after.layers.size()); ++i) {
        const Layer &a = before.layers[i], &b = after.layers[i];
        note(changes, a, b);
        changes.geometry |= a.kernel.shape() != b.kernel.shape();
    }
    return changes;
}

} // namespace lab
