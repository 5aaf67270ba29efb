// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_options.h"
#include "core/session/samples.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"
#include "ui/scenes/stage_render.h"

#include <QGuiApplication>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// The session in a file; a picture or matrix becomes the input of the session that the program starts with.
Result<Session> sessionIn(const QString& path)
{
    auto content = readFile(path);
    if (!content)
        return content.error();
    if (auto* const file = std::get_if<SessionFile>(&*content))
        return std::move(file->session);
    Session session = startSession();
    session.input = std::get<PicturePtr>(*content);
    return session;
}

} // namespace

int runRender(Arguments& arguments)
{
    RenderOptions options;
    options.size = arguments.size("size"_L1, options.size);
    options.dark = arguments.choice("theme"_L1, {u"light"_s, u"dark"_s}, 0) == 1;
    if (arguments.has("step"_L1))
        options.window = arguments.integer("step"_L1, 0, 0);
    if (arguments.problem())
        return failUsage(*arguments.problem(), QLatin1String(arguments.command().name));

    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "corr2d-lab";
    char* argv[] = {name, nullptr};
    const QGuiApplication application(argc, argv);
    const auto session = sessionIn(arguments.file());
    if (!session)
        return fail(session.error());
    const auto geometries = resolve(session->input->shape(), session->layers);
    if (!geometries)
        return fail(geometries.error());
    const auto windows = (*geometries)[session->focus].output().cells();
    if (options.window.value_or(0) >= windows)
        return fail(QCoreApplication::translate("lab", "--step %1 is beyond the last window, which is %2.")
                        .arg(*options.window)
                        .arg(windows - 1));
    const auto image = renderStage(*session, options);
    if (!image)
        return fail(image.error());
    const auto written = writeImage(arguments.text("output"_L1), *image);
    return written ? kDone : fail(written.error());
}

} // namespace lab
