// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/numbers/grid.h"

#include <compare>
#include <cstdint>
#include <memory>

namespace lab
{

/// Which numbers these are: given once, when they are made, and to no others while the program runs; copies keep it.
/// Whoever writes into numbers that somebody has seen gives them a new one. Caches compare identities, nothing else.
class Identity
{
public:
    Identity() = default; ///< of nothing
    static Identity fresh(); ///< safe from any thread
    /// One of several things that were made together; 0 ≤ number.
    Identity part(std::uint32_t number) const { return {m_made, number + 1}; }
    bool operator==(const Identity&) const = default;

private:
    Identity(std::uint64_t made, std::uint32_t part) : m_made(made), m_part(part) {}
    std::uint64_t m_made = 0;
    std::uint32_t m_part = 0;
};

/// Numbers that stay as they are, whoever's memory they are in, with their identity.
class Plane : public GridView<float>
{
public:
    Plane() = default;
    explicit Plane(Grid numbers) : Plane(std::make_shared<const Grid>(std::move(numbers))) {}
    Plane(GridView<float> numbers, std::shared_ptr<const void> owner, Identity identity)
        : GridView(numbers), m_owner(std::move(owner)), m_identity(identity)
    {
    }
    Identity identity() const { return m_identity; }
    /// Nothing, as it is made by default.
    bool none() const { return m_identity == Identity(); }

private:
    explicit Plane(const std::shared_ptr<const Grid>& numbers) : Plane(numbers->view(), numbers, Identity::fresh()) {}
    std::shared_ptr<const void> m_owner; ///< keeps the numbers alive
    Identity m_identity;
};

} // namespace lab
