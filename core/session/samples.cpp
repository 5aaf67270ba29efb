// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/samples.h"

#include "core/learning/curvature.h"
#include "core/session/problem_of.h"
#include "core/session/session.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lab
{

namespace
{

Grid made(Shape shape, double (*value)(double row, double col))
{
    auto grid = Grid::uninitialised(shape);
    for (int r = 0; r < shape.rows; ++r)
        for (int c = 0; c < shape.cols; ++c)
            grid.at(r, c) = float(value(r, c));
    return grid;
}

/// Ones, columns 2 to 5 zero: white, black, white.
Grid edgeImage()
{
    return made({6, 8}, [](double, double c) { return c >= 2 && c <= 5 ? 0.0 : 1.0; });
}

/// A rate that learns: nine tenths of the largest stable one, to one digit.
void setRate(Session& session)
{
    if (const auto problem = trainProblem(session))
        if (const auto curved = curvature(*problem); curved && std::isfinite(curved->largestStableRate())) {
            const double rate = 0.9 * curved->largestStableRate();
            const double power = std::pow(10.0, std::floor(std::log10(rate)));
            session.train.rate = std::floor(rate / power) * power;
        }
}

/// One layer with this kernel; it is also what would be learned, from a start drawn with seed 0.
void setKernel(Session& session, Grid kernel)
{
    session.layers.assign(1, Layer{std::move(kernel), 0, {}});
    session.focus = 0;
    session.train = {};
    session.train.hiddenKernel = session.layer().kernel;
    session.train.seed = 0;
    session.train.startKernel = uniformKernel(session.layer().kernel.shape(), 0);
    setRate(session);
}

void applyEdge(Session& session)
{
    session.input = matrixPicture("the book's edge image", edgeImage());
    setKernel(session, {{1, -1}});
    session.train = {}; // as in the book
}

void applyEdgeTransposed(Session& session)
{
    session.input = matrixPicture("the edge image, transposed", transposed(edgeImage()));
    setKernel(session, {{1, -1}});
}

void applyFirstExample(Session& session)
{
    session.input = matrixPicture("the book's 3×3", {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}});
    setKernel(session, {{0, 1}, {2, 3}});
}

void applyReceptiveField(Session& session)
{
    applyFirstExample(session);
    session.layers.push_back(session.layer());
    session.focus = 1;
    setRate(session);
}

void applyDiagonal(Session& session)
{
    session.input =
        matrixPicture("a diagonal edge", made({8, 8}, [](double r, double c) { return c > r ? 0.0 : 1.0; }));
    setKernel(session, {{1, -1}});
}

/// Patterns keep the layers that are there: they are something to look at with any kernel.
void setPattern(Session& session, const char* name, Grid grid)
{
    session.input = matrixPicture(name, std::move(grid));
    session.train.epoch = 0;
}

double smoothStep(double edge, double x)
{
    return std::clamp(0.5 + edge - x, 0.0, 1.0);
}

void applyCheckerboard(Session& session)
{
    setPattern(session, "a checkerboard",
               made({12, 12}, [](double r, double c) { return (int(r) / 2 + int(c) / 2) % 2 ? 0.0 : 1.0; }));
}

void applyRamp(Session& session)
{
    setPattern(session, "a ramp", made({8, 12}, [](double, double c) { return c; }));
}

void applyImpulse(Session& session)
{
    setPattern(session, "an impulse", made({9, 9}, [](double r, double c) { return r == 4 && c == 4 ? 1.0 : 0.0; }));
}

void applyRing(Session& session)
{
    setPattern(session, "a ring", made({16, 16}, [](double r, double c) {
                   const double radius = std::hypot(r - 7.5, c - 7.5);
                   return std::round(100 * smoothStep(6.5, radius) * (1 - smoothStep(3.5, radius))) / 100;
               }));
}

void setPhoto(Session& session, const char* name, std::vector<Grid> planes)
{
    session.input = std::make_shared<const Picture>(name, Content::Brightness, std::move(planes));
    session.train.epoch = 0;
}

void applyZonePlate(Session& session)
{
    session.input = zonePlate({256, 256});
    session.train.epoch = 0;
}

struct Rgb {
    double r, g, b;
};

Rgb mix(Rgb a, Rgb b, double t)
{
    return {a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t};
}

/// A valley at dawn: sky, sun, three ranges of hills and a field with furrows, from formulas.
Rgb landscape(double y, double x)
{
    Rgb colour = mix({0.36, 0.55, 0.82}, {0.98, 0.82, 0.64}, std::clamp(y / 0.55, 0.0, 1.0));
    const double sun = std::hypot(x - 0.98, y - 0.3);
    colour = mix(colour, {1.0, 0.95, 0.72}, std::exp(-sun * 9) * 0.8);
    colour = mix(colour, {1.0, 0.97, 0.85}, smoothStep(0.5, (sun - 0.075) * 300 + 0.5));
    const auto hill = [&](double height, double swing, double wave, double phase, Rgb tone) {
        const double top =
            height + swing * std::sin(wave * x + phase) + 0.3 * swing * std::sin(3.7 * wave * x + 2 * phase);
        colour = mix(colour, tone, std::clamp((y - top) * 300, 0.0, 1.0));
    };
    hill(0.50, 0.06, 4.1, 0.4, {0.55, 0.60, 0.72});
    hill(0.60, 0.05, 5.3, 2.1, {0.33, 0.45, 0.52});
    hill(0.72, 0.04, 3.2, 4.0, {0.18, 0.34, 0.30});
    const double field = 0.82 + 0.02 * std::sin(2.3 * x);
    const double furrow = 0.5 + 0.5 * std::sin((x - 0.7) / (y - field + 0.06) * 9);
    colour =
        mix(colour, mix({0.46, 0.52, 0.20}, {0.66, 0.64, 0.28}, furrow), std::clamp((y - field) * 300, 0.0, 1.0));
    return colour;
}

void applyLandscape(Session& session)
{
    const Shape shape{320, 480};
    std::vector<Grid> planes(3, Grid(shape));
    for (int r = 0; r < shape.rows; ++r) {
        for (int c = 0; c < shape.cols; ++c) {
            const Rgb colour = landscape(double(r) / shape.rows, double(c) / shape.rows);
            const double parts[] = {colour.r, colour.g, colour.b};
            for (std::size_t p = 0; p < 3; ++p) // 8 bits, as a camera would have stored it
                planes[p].at(r, c) = float(std::round(255 * std::clamp(parts[p], 0.0, 1.0)) / 255);
        }
    }
    setPhoto(session, "a valley", std::move(planes));
}

constexpr std::array kSamples{
    Sample{"chapter-edge", "The book", "Edge detection", "6×8, white–black–white, and the kernel [1, −1].",
           applyEdge},
    Sample{"chapter-edge-transposed", "The book", "The edges transposed",
           "The same kernel sees nothing: it answers to vertical edges only.", applyEdgeTransposed},
    Sample{"chapter-first", "The book", "First example", "3×3 with a 2×2 kernel: 19, 25, 37, 43.", applyFirstExample},
    Sample{"chapter-receptive-field", "The book", "Receptive field",
           "Two layers, 3×3 → 2×2 → 1: the last element sees all nine inputs.", applyReceptiveField},
    Sample{"chapter-diagonal", "The book", "A diagonal edge", "Exercise 1: what does [1, −1] answer here?",
           applyDiagonal},
    Sample{"checkerboard", "Patterns", "Checkerboard", "Squares of 2×2.", applyCheckerboard},
    Sample{"ramp", "Patterns", "Ramp", "A constant slope: first derivatives are constant, second ones zero.",
           applyRamp},
    Sample{"impulse", "Patterns", "Impulse", "A single one: the output is the kernel, turned by 180°.", applyImpulse},
    Sample{"ring", "Patterns", "Ring", "Edges of every direction.", applyRing},
    Sample{"zone-plate", "Pictures", "Zone plate", "Every direction and every frequency at once.", applyZonePlate},
    Sample{"landscape", "Pictures", "A valley", "A small colour picture.", applyLandscape},
};

} // namespace

std::span<const Sample> samples()
{
    return kSamples;
}

const Sample* findSample(std::string_view id)
{
    for (const Sample& candidate : kSamples)
        if (candidate.id == id)
            return &candidate;
    return nullptr;
}

PicturePtr zonePlate(Shape shape)
{
    std::vector<Grid> planes(1, Grid(shape));
    const double side = std::max(shape.rows, shape.cols);
    for (int r = 0; r < shape.rows; ++r) {
        for (int c = 0; c < shape.cols; ++c) {
            const double y = r - (shape.rows - 1) / 2.0, x = c - (shape.cols - 1) / 2.0;
            planes[0].at(r, c) = float(0.5 + 0.5 * std::cos((y * y + x * x) * 3.14159265358979 / side));
        }
    }
    return std::make_shared<const Picture>("a zone plate", Content::Brightness, std::move(planes));
}

Session startSession()
{
    Session session;
    applyEdge(session);
    return session;
}

} // namespace lab
