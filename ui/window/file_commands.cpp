// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/file_commands.h"

#include "core/channels/channel_stack.h"
#include "core/numbers/npy.h"
#include "core/session/evaluate.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "ui/channels/channels_page.h"
#include "ui/code/code_panel.h"
#include "ui/io/error_text.h"
#include "ui/io/filtered_image.h"
#include "ui/io/loss_file.h"
#include "ui/io/output_file.h"
#include "ui/io/path_bytes.h"
#include "ui/io/reading.h"
#include "ui/io/view_json.h"
#include "ui/learning/learn_curves.h"
#include "ui/learning/learn_panel.h"
#include "ui/learning/surface_page.h"
#include "ui/model/view_model.h"
#include "ui/paint/plane_image.h"
#include "ui/paint/words.h"
#include "ui/picture/filter_page.h"
#include "ui/scenes/stage_render.h"
#include "ui/stage/stage.h"
#include "ui/stage/stage_page.h"
#include "ui/widgets/possible.h"
#include "ui/widgets/profile_chart.h"
#include "ui/widgets/toast.h"
#include "ui/window/dialogs.h"
#include "ui/window/mnemonics.h"
#include "ui/window/page_picture.h"
#include "ui/window/pages.h"
#include "ui/window/side_panel.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

#include <algorithm>
#include <iterator>

namespace lab
{

namespace
{

constexpr int kMostRecent = 8;
constexpr const char* kRecent = "recentPaths";

QString withEnding(const QString& path, const char* ending)
{
    return QFileInfo(path).suffix().isEmpty() ? path + QLatin1String(ending) : path;
}

Result<QString> written(const Result<Done>& done, const QString& what = {})
{
    return done ? Result<QString>(what) : done.error();
}

/// A pixel for each cell, as it stands on the screen.
std::function<QImage()> shownBy(const TensorView* view)
{
    return [scene = view->scene(), colours = themeOf(view->palette()).colours] {
        return planeImage(scene, Viewport(), {scene.shape.cols, scene.shape.rows}, themeFor(colours));
    };
}

} // namespace

FileCommands::FileCommands(const Workbench& bench, QObject* parent) : QObject(parent), m_bench(bench)
{
    const Actions& actions = bench.actions;
    Document& document = bench.document;
    const auto on = [this](QAction* action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(actions.open, [this] {
        const QString path = m_bench.asking.forFile(tr("Open"), openFilter(), {}, false);
        if (!path.isEmpty())
            open({path});
    });
    const auto openAnother = [&document](int by) {
        const int part = document.part() + by;
        if (part >= 0 && part < int(document.parts().size()))
            document.openPart(part);
    };
    on(actions.previousPart, [openAnother] { openAnother(-1); });
    on(actions.nextPart, [openAnother] { openAnother(1); });
    const auto followParts = [&actions, &document] {
        const QString why = document.parts().empty() ? tr("Several pictures or pages must have come together")
                                                     : tr("There is none in this direction");
        setPossible(*actions.previousPart, !document.parts().empty() && document.part() > 0, why);
        setPossible(*actions.nextPart, document.part() + 1 < int(document.parts().size()), why);
    };
    connect(&document, &Document::partsChanged, this, followParts);
    followParts();
    on(actions.save, [this] { save(false); });
    on(actions.saveAs, [this] { save(true); });
    on(actions.exportOutput, [this] { exportOutput(); });
    on(actions.exportKernel, [this] { exportKernel(); });
    on(actions.exportPage, [this] { exportPage(); });
    on(actions.exportFiltered, [this] { exportFiltered(); });
    on(actions.exportLoss, [this] { exportLoss(); });
    on(actions.exportProfile, [this] { exportProfile(); });
    on(actions.exportCode, [this] {
        m_bench.view.showPanel("code");
        exportCode();
    });
    connect(&bench.panel.code(), &CodePanel::saveWanted, this, &FileCommands::exportCode);
    auto* const channels = bench.pages.page<ChannelsPage>();
    connect(channels, &ChannelsPage::openWanted, this, [this, channels] {
        const QString path =
            m_bench.asking.forFile(tr("Open weights"), tr("Weights (*.safetensors *.npz *.npy)"), {}, false);
        if (!path.isEmpty())
            channels->openWeights(path);
    });
    connect(channels, &ChannelsPage::saveWanted, this, &FileCommands::exportWeights);
    connect(channels, &ChannelsPage::failed, &bench.messages, &Toast::showError);
    connect(channels, &ChannelsPage::informed, &bench.messages, &Toast::showInfo);
    auto* filter = bench.pages.page<FilterPage>();
    connect(filter, &FilterPage::profileWanted, this, &FileCommands::exportProfile);
    connect(&filter->picture(), &PictureView::lineChanged, this, &FileCommands::followExports);
    on(actions.startOver, [this] {
        leave([this] {
            m_toOpen.clear();
            m_bench.document.forgetParts();
            m_bench.document.reset(startSession());
            m_bench.view.seek(0);
        });
    });
    on(actions.quit, [this] { m_bench.window.close(); });
    for (const auto signal : {&Learner::progressed, &Learner::problemChanged})
        connect(&bench.learner, signal, this, &FileCommands::followExports);
    connect(&bench.race, &Race::progressed, this, &FileCommands::followExports);
    connect(&document, &Document::changed, this, &FileCommands::followExports);
    connect(&bench.view, &ViewModel::changed, this, [this](const ViewChanges& changes) {
        if (changes.shown)
            followExports();
    });
    followExports();
    connect(&document, &Document::opened, this, [this](bool wholeSession, const QString& path) {
        m_bench.messages.hide(); // what it said was about something else
        if (wholeSession)
            m_bench.view.restore(viewOf(m_bench.document.view, m_bench.view.state()));
        m_bench.stage.fit();
        if (!path.isEmpty())
            remember(path);
    });
    connect(
        &document, &Document::loadingChanged, this,
        [this](const QString&, double progress) {
            if (progress < 0)
                openNext();
        },
        Qt::QueuedConnection);
    connect(&bench.messages, &Toast::cancelled, this, [this](Toast::Doing what) {
        if (what == Toast::Doing::Exporting)
            m_exports.stop();
    });
    document.beforeReplacing = [this](const std::function<void()>& go) { leave(go); };
}

/// What there is to be exported; nothing of it while a question asks for it.
void FileCommands::followExports()
{
    const Actions& actions = m_bench.actions;
    const Session& session = m_bench.document.session();
    const Layer& layer = session.layer();
    const bool asked = m_bench.view.state().hidden.any();
    const auto offer = [&](QAction* action, bool there, const QString& why) {
        setPossible(*action, there && !asked, asked ? tr("Not while something is asked of it") : why);
    };
    offer(actions.exportOutput, true, {});
    offer(actions.exportFiltered,
          !session.input->encoded().empty() && session.focus == 0 && !layer.pools() &&
              layer.activation == Activation::None, // what is on the stage is its convolution, and no more
          tr("This needs a picture from a file, under a first layer that is a convolution without an activation"));
    offer(actions.exportProfile, m_bench.pages.page<FilterPage>()->picture().line().has_value(),
          tr("Draw a line over the picture first: Ctrl and dragging, or Ctrl+L"));
    offer(actions.exportLoss, !m_bench.learner.history().empty() || m_bench.race.epoch() > 0,
          tr("Nothing was learned yet"));
}

void FileCommands::open(const QStringList& paths)
{
    m_toOpen += paths;
    openNext();
}

void FileCommands::openNext()
{
    while (!m_bench.document.loading() && !m_toOpen.isEmpty()) // a lesson is there at once
        m_bench.document.openFile(m_toOpen.takeFirst());
}

void FileCommands::leave(std::function<void()> go)
{
    if (!m_bench.document.modified())
        return go();
    const Asking::Answer answer = m_bench.asking.aboutChanges();
    if (answer == Asking::Answer::Discard)
        go();
    else if (answer == Asking::Answer::Save)
        save(false, [go = std::move(go)](bool saved) {
            if (saved)
                go();
        });
}

void FileCommands::save(bool as, const std::function<void(bool)>& then)
{
    QString path = m_bench.document.path();
    if (as || path.isEmpty())
        path = m_bench.asking.forFile(tr("Save session"), tr("Sessions (*.corr2d)"), QStringLiteral("session.corr2d"),
                                      true);
    if (path.isEmpty())
        return;
    saveTo(withEnding(path, ".corr2d"), false, then);
}

void FileCommands::saveTo(const QString& path, bool overTheirs, const std::function<void(bool)>& then)
{
    m_bench.document.view = viewJson(m_bench.view.state(), m_bench.document.view);
    const auto done = [this, path, then](bool saved) {
        if (saved) {
            remember(path);
            m_bench.messages.showInfo(tr("Saved %1.").arg(QFileInfo(path).fileName()));
        }
        if (then)
            then(saved);
    };
    m_bench.document.save(
        path, done, overTheirs ? std::function<void()>() : [this, path, then] { saveOverTheirs(path, then); });
}

void FileCommands::saveOverTheirs(const QString& path, const std::function<void(bool)>& then)
{
    switch (m_bench.asking.aboutTheirs(shownPath(QFileInfo(path).fileName()))) {
    case Asking::Theirs::SaveAnyway:
        return saveTo(path, true, then);
    case Asking::Theirs::SaveAs:
        return save(true, then);
    case Asking::Theirs::Open:
        m_bench.document.openTheirs();
        break;
    case Asking::Theirs::Cancel:
        break;
    }
    if (then)
        then(false);
}

QString FileCommands::pathToExport(const QString& title, const QString& filter, const QString& suggested)
{
    const QString asked = m_bench.asking.forFile(title, filter, suggested, true);
    return asked.isEmpty() || !QFileInfo(asked).suffix().isEmpty()
               ? asked
               : asked + QLatin1Char('.') + QFileInfo(suggested).suffix();
}

void FileCommands::exportAs(const QString& title, const QString& filter, const QString& suggested,
                            const std::function<Result<QString>(const QString&, std::stop_token)>& write)
{
    const QString path = pathToExport(title, filter, suggested);
    if (path.isEmpty())
        return;
    const ExportWay only{{}, [write, path](std::stop_token stop) { return write(path, stop); }};
    writeBy(QFileInfo(path).fileName(), std::make_shared<Ways>(Ways{[only] { return std::vector{only}; }}), 0);
}

/// The other ways are offered once it is done.
void FileCommands::writeBy(const QString& name, const std::shared_ptr<Ways>& ways, std::size_t way)
{
    m_bench.messages.showProgress(Toast::Doing::Exporting, name);
    const auto write = [ways, way](std::stop_token stop) {
        if (ways->found.empty())
            ways->found = ways->find();
        return ways->found[way].write(std::move(stop));
    };
    m_exports.add(write, [this, name, ways, way](const Result<QString>& done) {
        m_bench.messages.endProgress(Toast::Doing::Exporting);
        if (!done && done.error().code == ErrorCode::Stopped)
            return m_bench.messages.showInfo(tr("Exporting %1 was cancelled.").arg(name));
        if (!done)
            return m_bench.messages.showError(tr("%1 Nothing was exported.").arg(sentence(done.error())));
        Toast::Offers offers;
        for (std::size_t other = 0; other < ways->found.size(); ++other)
            if (other != way)
                offers.emplace_back(ways->found[other].label,
                                    [this, name, ways, other] { writeBy(name, ways, other); });
        m_bench.messages.showNotice(
            done->isEmpty() ? tr("Exported %1.").arg(name) : tr("Exported %1: %2.").arg(name, *done), offers);
    });
}

void FileCommands::exportMap(const QString& title, const QString& suggested, const MapExport& map)
{
    const QString path = pathToExport(title, exportFilter(), suggested);
    if (!path.isEmpty())
        writeBy(QFileInfo(path).fileName(),
                std::make_shared<Ways>(Ways{[path, map] { return exportWays(path, map); }}), 0);
}

void FileCommands::exportOutput()
{
    const auto maps = m_bench.document.maps();
    if (!maps)
        return;
    const std::size_t layer = m_bench.document.session().focus;
    exportMap(tr("Export output"), QStringLiteral("output.png"),
              {{maps, &maps->maps[layer]}, shownBy(m_bench.stage.outputView())});
}

void FileCommands::exportKernel()
{
    const Session& session = m_bench.document.session();
    exportMap(tr("Export kernel"), QStringLiteral("kernel.csv"),
              {std::make_shared<const std::vector<Grid>>(1, session.layer().kernel),
               shownBy(m_bench.stage.kernelView(session.focus))});
}

/// The stage is painted anew, in a size of its own; another page as it stands in the window.
void FileCommands::exportPage()
{
    const ViewModel& view = m_bench.view;
    const QString name = QString::fromLatin1(m_bench.pages.current().id) + QStringLiteral(".png");
    if (!qobject_cast<StagePage*>(&m_bench.pages.currentPage()))
        return exportAs(tr("Export page"), tr("Pictures (*.png)"), name,
                        [image = pictureOf(m_bench.pages.currentPage())](const QString& path, std::stop_token stop) {
                            return written(writeImage(path, image, stop));
                        });
    RenderOptions options{.size = {1920, 1080}, .colours = themeOf(QApplication::palette()).colours, .window = {}};
    if (view.progressive())
        options.window = Plan(m_bench.document.geometry(), Grain::Window).indexOf(view.step().cell);
    exportAs(tr("Export page"), tr("Pictures (*.png)"), name,
             [session = m_bench.document.session(), options](const QString& path,
                                                             std::stop_token stop) -> Result<QString> {
                 const auto image = renderStage(session, options);
                 return image ? written(writeImage(path, *image, stop)) : image.error();
             });
}

void FileCommands::exportFiltered()
{
    const Session& session = m_bench.document.session();
    exportAs(tr("Export filtered picture"), pictureFilter(), QStringLiteral("filtered.png"),
             [input = session.input, layer = session.layer()](const QString& path,
                                                              std::stop_token stop) -> Result<QString> {
                 const std::string& bytes = input->encoded();
                 const auto filtered = filteredImage(QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size())),
                                                     QString::fromStdString(input->name()), layer, {.stop = stop});
                 if (!filtered)
                     return filtered.error();
                 const QString loss = lossOf(path, filtered->image), range = rangeText(filtered->statistics.range);
                 return written(writeImage(path, filtered->image, stop),
                                loss.isEmpty() ? range : QStringLiteral("%1; %2").arg(range, loss));
             });
}

void FileCommands::exportProfile()
{
    const FilterPage* page = m_bench.pages.page<FilterPage>();
    exportAs(tr("Export line profile"), tr("Numbers (*.csv)"), QStringLiteral("profile.csv"),
             [profile = page->profile().profile()](const QString& path, std::stop_token stop) {
                 return written(writeFile(path, QByteArray::fromStdString(csvOf(profile)), stop));
             });
}

void FileCommands::exportWeights()
{
    exportAs(tr("Save weights"), tr("Safetensors (*.safetensors);;NumPy archive (*.npz);;NumPy array (*.npy)"),
             QStringLiteral("weights.safetensors"),
             [layers = m_bench.pages.page<ChannelsPage>()->stack().layers](const QString& path,
                                                                           std::stop_token stop) -> Result<QString> {
                 const auto done = writeWeights(path, layers, stop);
                 if (!done)
                     return done.error();
                 return done->biasLeftOut ? tr("A .npy file holds one array: the biases are not in it.") : QString();
             });
}

/// With the files that the code reads beside it, under the names that it has for them.
void FileCommands::exportCode()
{
    const CodePanel& panel = m_bench.panel.code();
    const CodeTarget& target = panel.target();
    const QString ending = QString::fromUtf8(target.extension.data(), qsizetype(target.extension.size()));
    exportAs(tr("Save code"), QStringLiteral("%1 (*.%2)").arg(word(target.name), ending),
             QStringLiteral("corr2d.") + ending,
             [session = m_bench.document.snapshot(), subject = panel.subject(),
              &target](const QString& path, std::stop_token stop) -> Result<QString> {
                 const auto code = codeFor(*session, subject, target, stop);
                 if (!code)
                     return code.error();
                 for (const CodeFile& file : code->files) {
                     const QString beside = QFileInfo(path).absoluteDir().filePath(QString::fromStdString(file.name));
                     std::vector<Grid> planes;
                     for (const Plane& plane : file.planes) {
                         planes.push_back(Grid::uninitialised(plane.shape()));
                         for (int r = 0; r < plane.rows(); ++r)
                             std::ranges::copy(plane.row(r), planes.back().row(r).begin());
                     }
                     const auto done =
                         planes.empty() ? writeFile(beside, sessionToJson({*session, {}, {}}), stop)
                                        : writeFile(beside, QByteArray::fromStdString(npyFromPlanes(planes)), stop);
                     if (!done)
                         return done.error();
                 }
                 return written(writeFile(path, QByteArray::fromStdString(textOf(*code)), stop));
             });
}

void FileCommands::exportLoss()
{
    const auto* surface = m_bench.pages.page<SurfacePage>();
    const LossChart* chart = surface->isVisible() ? surface->chart() : m_bench.panel.learn().chart();
    const Learner& learner = m_bench.learner;
    std::vector<std::pair<QString, std::vector<double>>> others;
    for (const LossCurve& curve : otherCurves(learner, &m_bench.race, themeOf(m_bench.window.palette())))
        others.emplace_back(curve.name, std::vector<double>(curve.losses->begin(), curve.losses->end()));
    const int epochs = std::min(learner.epoch(), int(learner.history().size()));
    exportAs(tr("Export loss"), tr("Numbers (*.csv);;Pictures (*.png *.svg)"), QStringLiteral("loss.csv"),
             [history = learner.history(), epochs, kernel = learner.kernel().shape(), others, svg = chart->svg(),
              image = chart->image()](const QString& path, std::stop_token stop) {
                 const QString kind = QFileInfo(path).suffix().toLower();
                 if (kind == QLatin1String("svg"))
                     return written(writeFile(path, svg, stop));
                 if (kind != QLatin1String("csv"))
                     return written(writeImage(path, image, stop));
                 std::vector<LossColumn> columns;
                 std::transform(others.begin(), others.end(), std::back_inserter(columns), [](const auto& other) {
                     return LossColumn{other.first, other.second};
                 });
                 return written(writeFile(path, lossCsv(history, epochs, kernel, columns), stop));
             });
}

QMenu* FileCommands::recentMenu(QWidget* parent)
{
    m_recent = new QMenu(tr("Open &recent"), parent);
    m_recent->setToolTipsVisible(true);
    updateRecent();
    return m_recent;
}

void FileCommands::remember(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    m_recentFiles.removeAll(absolute);
    m_recentFiles.prepend(absolute);
    m_recentFiles = m_recentFiles.mid(0, kMostRecent);
    updateRecent();
}

void FileCommands::updateRecent()
{
    if (!m_recent)
        return;
    m_recent->clear();
    for (const QString& path : m_recentFiles)
        m_recent
            ->addAction(withoutMnemonic(shownPath(QFileInfo(path).fileName())), this, [this, path] { open({path}); })
            ->setToolTip(shownPath(path));
    giveMnemonics(m_recent);
    m_recent->setEnabled(!m_recentFiles.isEmpty());
}

void FileCommands::readSettings()
{
    m_recentFiles.clear();
    for (const QString& stored : QSettings().value(QLatin1String(kRecent)).toStringList())
        m_recentFiles << pathOfBytes(QByteArray::fromPercentEncoding(stored.toLatin1()));
    updateRecent();
}

void FileCommands::writeSettings() const
{
    QStringList stored; // settings hold texts, and names are bytes
    for (const QString& path : m_recentFiles)
        stored << QString::fromLatin1(bytesOfPath(path).toPercentEncoding("/"));
    QSettings().setValue(QLatin1String(kRecent), stored);
}

} // namespace lab
