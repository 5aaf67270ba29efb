// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>

namespace lab
{

enum class Vision { Normal, Deutan, Protan, Tritan };
inline constexpr std::array kVisions{Vision::Normal, Vision::Deutan, Vision::Protan, Vision::Tritan};

/// A colour as it is seen with a colour blindness of full severity (Machado, Oliveira, Fernandes 2009).
QColor seenBy(const QColor& colour, Vision vision);

struct CieLab {
    double l, a, b;
};
/// CIEDE2000 (Sharma, Wu, Dalal 2005).
double ciede2000(const CieLab& one, const CieLab& other);
double difference(const QColor& one, const QColor& other);

} // namespace lab
