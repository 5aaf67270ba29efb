// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stack.h"

#include "app/names.h"
#include "app/operands.h"
#include "app/results.h"
#include "core/layers/composition.h"
#include "core/numbers/parallel.h"
#include "core/session/evaluate.h"
#include "ui/paint/words.h"

#include <array>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// Options that say how the layers in place are.
constexpr std::array kOfLayers{"kernel", "bias",   "operation", "padding",
                               "border", "stride", "dilation",  "activation"};

constexpr int kLuma = -1;

/// One plane of a picture, or its luma.
PicturePtr onePlane(const PicturePtr& picture, int plane)
{
    if (!picture || !picture->coloured())
        return picture;
    std::vector<Grid> planes{plane == kLuma ? picture->grey() : picture->planes()[std::size_t(plane)]};
    return std::make_shared<const Picture>(picture->name(), picture->content(), std::move(planes));
}

bool hasLayerOptions(const Arguments& arguments)
{
    return std::any_of(kOfLayers.begin(), kOfLayers.end(), [&](const char* name) {
        return std::any_of(arguments.command().options.begin(), arguments.command().options.end(),
                           [&](const Option& option) { return qstrcmp(option.name, name) == 0; }) &&
               arguments.has(QLatin1String(name));
    });
}

std::vector<Grid64> exactMaps(const Session& session, std::span<const Geometry> geometries, std::size_t last)
{
    std::vector<Grid64> maps;
    for (int plane = 0; plane < session.planes(); ++plane) {
        Grid64 map = inDouble(session.inputPlane(plane));
        for (std::size_t l = 0; l <= last; ++l)
            map = mapInDouble(map.view(), session.layers[l], geometries[l]);
        maps.push_back(std::move(map));
    }
    return maps;
}

} // namespace

void checkStack(Arguments& arguments)
{
    arguments.layer();
    if (arguments.hasFile()) {
        if (hasLayerOptions(arguments))
            arguments.setProblem(tr("FILE brings its layers, which leaves nothing for --kernel and how it is slid."));
    } else if (!arguments.has("input"_L1) || !arguments.has("kernel"_L1)) {
        arguments.setProblem(tr("FILE is missing, or --input and --kernel."));
    }
    if (arguments.has("channel"_L1) && arguments.has("grey"_L1))
        arguments.setProblem(tr("--channel leaves nothing for --grey."));
}

std::optional<Session> withPlanes(Arguments& arguments, Session session)
{
    const bool channel = arguments.has("channel"_L1);
    if (channel && !session.input->coloured()) {
        arguments.refuse(tr("--channel needs a coloured input, and “%1” has one plane.")
                             .arg(QString::fromStdString(session.input->name())));
        return std::nullopt;
    }
    if (!channel && !arguments.has("grey"_L1))
        return session;
    const auto which = channel ? int(arguments.choice("channel"_L1)) : kLuma;
    session.input = onePlane(session.input, which);
    session.train.target = onePlane(session.train.target, which);
    return session;
}

std::optional<Session> readStack(Arguments& arguments)
{
    Session session;
    if (arguments.hasFile()) {
        auto file = readSession(arguments);
        if (!file)
            return std::nullopt;
        session = std::move(file->session);
    } else {
        session.layers.clear();
        for (qsizetype i = 0; i < arguments.texts("kernel"_L1).size(); ++i) {
            auto kernel = readKernel(arguments, "kernel"_L1, int(i));
            if (!kernel)
                return std::nullopt;
            session.layers.push_back(arguments.layer());
            session.layers.back().kernel = std::move(*kernel);
        }
    }
    if (arguments.has("input"_L1)) {
        auto input = readInput(arguments, "input"_L1);
        if (!input)
            return std::nullopt;
        session.input = std::move(*input);
    }
    return arguments.good() ? withPlanes(arguments, std::move(session)) : std::nullopt;
}

std::optional<std::size_t> layerNumber(Arguments& arguments, const Session& session, std::size_t fallback)
{
    const int number = arguments.integer("layer"_L1, int(fallback) + 1, 1);
    if (std::size_t(number) <= session.layers.size())
        return std::size_t(number) - 1;
    arguments.refuse(tr("--layer %1 is beyond the last layer, which is %2.").arg(number).arg(session.layers.size()));
    return std::nullopt;
}

std::optional<std::vector<Geometry>> geometriesOf(Arguments& arguments, const Session& session)
{
    return arguments.take(resolve(session.input->shape(), session.layers));
}

void writeMapsOf(Arguments& arguments, Session session, std::size_t last)
{
    session.layers.resize(last + 1);
    session.focus = last;
    if (arguments.has("exact"_L1)) {
        if (const auto geometries = geometriesOf(arguments, session))
            writeMaps(arguments, exactMaps(session, *geometries, last));
    } else if (const auto evaluated = arguments.take(evaluate(session, {.threads = allowedThreads()}))) {
        writeMaps(arguments, evaluated->maps.back());
    }
}

} // namespace lab
