// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_options.h"
#include "core/session/samples.h"
#include "ui/io/input_file.h"
#include "ui/io/output_file.h"
#include "ui/io/session_file.h"
#include "ui/io/view_json.h"
#include "ui/paint/theme.h"
#include "ui/scenes/stage_render.h"
#include "ui/window/page_picture.h"
#include "ui/window/pages.h"

#include <QApplication>
#include <QStyleFactory>

namespace lab
{

using namespace Qt::StringLiterals;

namespace
{

/// The session in a file with its view; a picture or matrix becomes the input of the session that the program starts
/// with.
Result<PageInput> pageInputOf(const QString& path)
{
    auto content = readFile(path);
    if (!content)
        return content.error();
    if (auto* const file = std::get_if<SessionFile>(&*content))
        return PageInput{std::move(file->session), viewOf(file->view, {})};
    PageInput input{startSession(), {}};
    input.session.input = std::get<PicturePtr>(*content);
    return input;
}

Result<QImage> pictureFor(PageInput& input, const RenderOptions& options, std::string_view page)
{
    if (page == "stage")
        return renderStage(input.session, options);
    input.view.page = page;
    if (options.window) {
        const auto geometries = resolve(input.session.input->shape(), input.session.layers);
        if (!geometries)
            return geometries.error();
        const Plan plan((*geometries)[input.session.focus], Grain::Window);
        input.view.position = plan.at(*options.window).position;
    }
    return pictureOfPage(input, options.size, themeFor(options.colours));
}

} // namespace

int runRender(Arguments& arguments)
{
    RenderOptions options;
    options.size = arguments.size("size"_L1, options.size);
    QStringList themes;
    for (const Colours colours : kAllColours)
        themes += idOf(colours);
    options.colours = kAllColours[arguments.choice("theme"_L1, themes, 0)];
    if (arguments.has("step"_L1))
        options.window = arguments.integer("step"_L1, 0, 0);
    QStringList pages;
    for (const PageInfo& info : pageTable())
        if (info.make) // others show the stage
            pages += QString::fromLatin1(info.id);
    const std::string page = pages[arguments.choice("page"_L1, pages, 0)].toStdString();
    if (arguments.problem())
        return failUsage(*arguments.problem(), QLatin1String(arguments.command().name));

    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "corr2d-lab";
    char* argv[] = {name, nullptr};
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    auto input = pageInputOf(arguments.file());
    if (!input)
        return fail(input.error());
    const Session& session = input->session;
    const auto geometries = resolve(session.input->shape(), session.layers);
    if (!geometries)
        return fail(geometries.error());
    const auto windows = (*geometries)[session.focus].output().cells();
    if (options.window.value_or(0) >= windows)
        return fail(QCoreApplication::translate("lab", "--step %1 is beyond the last window, which is %2.")
                        .arg(*options.window)
                        .arg(windows - 1));
    const auto image = pictureFor(*input, options, page);
    if (!image)
        return fail(image.error());
    const auto written = writeImage(arguments.text("output"_L1), *image);
    return written ? kDone : fail(written.error());
}

} // namespace lab
