// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/support.h"

#include <fstream>

namespace lab::test
{

/// Numbers between blanks.
inline std::vector<double> numbersIn(const std::string& text)
{
    std::vector<double> numbers;
    std::istringstream words(text);
    for (std::string word; words >> word;)
        numbers.push_back(std::stod(word));
    return numbers;
}

/// The lines of a file that tests/data/make_workshop.py wrote, as their cells.
inline std::vector<std::vector<std::string>> workshopLines(const std::string& name)
{
    std::vector<std::vector<std::string>> lines;
    std::ifstream file(LAB_TEST_DATA "/workshop/" + name);
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> cells;
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, ',');)
            cells.push_back(cell);
        lines.push_back(std::move(cells));
    }
    return lines;
}

inline Grid64 gridIn(const std::string& rows, const std::string& cols, const std::string& weights)
{
    Grid64 grid({std::stoi(rows), std::stoi(cols)});
    const std::vector<double> numbers = numbersIn(weights);
    EXPECT_EQ(numbers.size(), grid.size());
    std::copy_n(numbers.begin(), std::min(numbers.size(), grid.size()), grid.cells().begin());
    return grid;
}

template <class T>
double largestOf(const BasicGrid<T>& grid)
{
    double largest = 0;
    for (const T v : grid.cells())
        largest = std::max(largest, std::abs(double(v)));
    return largest;
}

/// A column times a row, of normal size.
inline Grid64 randomProduct(Random& random, Shape shape)
{
    const Grid64 column = random.reals<double>({shape.rows, 1}), row = random.reals<double>({1, shape.cols});
    Grid64 product(shape);
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c)
            product.at(r, c) = column.at(r, 0) * row.at(0, c);
    return product;
}

} // namespace lab::test
