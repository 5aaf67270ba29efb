// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stack.h"

#include "app/names.h"
#include "app/operands.h"
#include "core/layers/architectures.h"
#include "core/numbers/parallel.h"
#include "core/session/evaluate.h"
#include "core/session/experiments.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "core/session/stack_edits.h"
#include "ui/io/input_file.h"
#include "ui/io/path_bytes.h"
#include "ui/io/reading.h"
#include "ui/io/session_file.h"
#include "ui/paint/words.h"

#include <algorithm>
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
    return std::make_shared<const Picture>(picture->name(), picture->content(), std::move(planes), std::string(),
                                           picture->screen());
}

bool hasLayerOptions(const Arguments& arguments)
{
    return std::any_of(kOfLayers.begin(), kOfLayers.end(),
                       [&](const char* name) { return arguments.has(QLatin1String(name)); });
}

std::optional<Session> namedSession(const std::string& name)
{
    Session session = startSession();
    if (const Sample* const sample = findSample(name)) {
        sample->apply(session);
        return session;
    }
    for (const Experiment& one : experiments())
        if (one.id == name)
            return sessionOf(one);
    for (const Architecture& one : architectures())
        if (one.id == name)
            return withArchitecture(std::move(session), one);
    return std::nullopt;
}

/// The session of FILE, or one of the layers in place, yet without an input.
std::optional<Session> sessionInPlaceOrFile(Arguments& arguments)
{
    if (arguments.hasFile()) {
        auto file = readSession(arguments);
        return file ? std::optional(std::move(file->session)) : std::nullopt;
    }
    Session session;
    session.layers.clear();
    for (const QString& text : arguments.texts("kernel"_L1)) {
        auto kernel = readKernel(arguments, "kernel"_L1, text);
        if (!kernel)
            return std::nullopt;
        session.layers.push_back(arguments.layer());
        session.layers.back().kernel = std::move(*kernel);
    }
    return session;
}

/// What was read as a picture or matrix; what there is to say of it is noted.
std::optional<PicturePtr> pictureIn(Arguments& arguments, Result<Reading> read, const QString& path)
{
    auto reading = arguments.take(std::move(read));
    if (!reading)
        return std::nullopt;
    auto* const picture = std::get_if<PicturePtr>(&reading->content);
    if (!picture) {
        arguments.refuse(cannotOpen(path, tr("it is a session, and numbers or a picture are needed")));
        return std::nullopt;
    }
    if ((*picture)->shape().rows == 1) // of several rows a comma seldom is a decimal one
        reading->notes += reading->question;
    reading->notes.removeAll(QString());
    if (!reading->notes.isEmpty())
        arguments.note(QStringLiteral("%1: %2").arg(shownPath(path), reading->notes.join(u' ')));
    return std::move(*picture);
}

} // namespace

void checkStack(Arguments& arguments)
{
    arguments.layer();
    arguments.integer("layer"_L1, 1, 1);
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

std::optional<std::size_t> layerNumber(Arguments& arguments, std::size_t layers, std::size_t fallback)
{
    const int number = arguments.integer("layer"_L1, int(fallback) + 1, 1);
    if (std::size_t(number) <= layers)
        return std::size_t(number) - 1;
    arguments.refuse(tr("--layer %1 is beyond the last layer, which is %2.").arg(number).arg(layers));
    return std::nullopt;
}

std::optional<PicturePtr> readPicture(Arguments& arguments, const QString& path)
{
    constexpr std::array kEmptyCells{EmptyCells::Refused, EmptyCells::Zero, EmptyCells::Nan}; // as emptyNames()
    ReadChoice choice;
    if (arguments.has("empty"_L1))
        choice.empty = kEmptyCells[arguments.choice("empty"_L1)];
    return pictureIn(arguments, readingOfFile(path, {}, choice), path);
}

std::optional<PicturePtr> readPicture(Arguments& arguments, const QByteArray& bytes, const QString& path)
{
    return pictureIn(arguments, readingOf(bytes, shownPath(path)), path);
}

PicturePtr namedSample(const std::string& id)
{
    const Sample* const sample = findSample(id);
    if (!sample)
        return nullptr;
    Session session = startSession();
    sample->apply(session);
    return session.input;
}

std::optional<SessionFile> readSession(Arguments& arguments)
{
    const QString path = arguments.file();
    if (path.startsWith(u'@')) {
        if (auto session = namedSession(path.mid(1).toStdString()))
            return SessionFile{std::move(*session), {}, {}};
        arguments.refuse(noSuchName(path, sessionNames()));
        return std::nullopt;
    }
    auto content = arguments.take(readFile(path));
    if (!content)
        return std::nullopt;
    if (auto* const file = std::get_if<SessionFile>(&*content))
        return std::move(*file);
    SessionFile file{startSession(), {}, {}};
    file.session.input = std::get<PicturePtr>(std::move(*content));
    return file;
}

std::optional<Stack> readStack(Arguments& arguments, Unsaid unsaid)
{
    auto session = sessionInPlaceOrFile(arguments);
    if (session && arguments.has("input"_L1)) {
        auto input = readInput(arguments, "input"_L1);
        if (!input)
            return std::nullopt;
        session->input = std::move(*input);
    }
    if (session)
        session = withPlanes(arguments, std::move(*session));
    if (!session)
        return std::nullopt;
    Stack stack;
    stack.input = session->planes() == 1 ? onePlane(session->input, kLuma) : session->input;
    auto geometries = arguments.take(resolve(stack.input->shape(), session->layers));
    const std::size_t last = session->layers.size() - 1;
    const auto layer =
        geometries ? layerNumber(arguments, last + 1, unsaid == Unsaid::LastLayer ? last : 0) : std::nullopt;
    if (!layer)
        return std::nullopt;
    stack.layers = std::move(session->layers);
    stack.geometries = std::move(*geometries);
    stack.layer = *layer;
    return stack;
}

std::optional<std::vector<Grid>> mapsOf(Arguments& arguments, const Stack& stack, std::size_t layers)
{
    if (layers == 0)
        return stack.input->planes();
    Session session;
    session.input = stack.input;
    session.layers.assign(stack.layers.begin(), stack.layers.begin() + std::ptrdiff_t(layers));
    auto evaluated = arguments.take(evaluate(session, {.threads = allowedThreads()}));
    return evaluated ? std::optional(std::move(evaluated->maps.back())) : std::nullopt;
}

} // namespace lab
