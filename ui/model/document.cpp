// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/model/document.h"

#include "core/channels/channel_stack.h"
#include "core/layers/corr2d.h"
#include "core/learning/train_problem.h"
#include "core/numbers/parallel.h"
#include "core/session/evaluate.h"
#include "core/session/problem_of.h"
#include "core/session/samples.h"
#include "core/session/session.h"
#include "core/session/stack_edits.h"
#include "ui/io/error_text.h"
#include "ui/io/journal_file.h"
#include "ui/io/offered.h"
#include "ui/io/output_file.h"
#include "ui/io/reading.h"
#include "ui/model/history.h"
#include "ui/io/session_parts.h"

#include <QFileInfo>
#include <QSignalBlocker>
#include <QUndoCommand>

#include <algorithm>

namespace lab
{

namespace
{

std::int64_t bytesOf(const Session& session)
{
    const auto numbers = [](std::int64_t cells) { return cells * std::int64_t(sizeof(float)); };
    std::int64_t bytes = sizeof(Session);
    for (const Layer& layer : session.layers)
        bytes += std::int64_t(sizeof(Layer)) + numbers(layer.kernel.shape().cells());
    const TrainSpec& train = session.train;
    return bytes + numbers(train.hiddenKernel.shape().cells() + 2 * train.startKernel.shape().cells());
}

std::int64_t bytesOf(const PicturePtr& picture)
{
    return picture ? std::int64_t(picture->encoded().size()) +
                         picture->shape().cells() * std::int64_t(picture->planes().size() * sizeof(float))
                   : 0;
}

} // namespace

/// The one kind of undo command: from a session to another and back.
class EditSession : public QUndoCommand
{
public:
    EditSession(Document& document, const QString& text, Session before, Session after, QString mergeKey)
        : QUndoCommand(text), m_document(document), m_before(std::move(before)), m_after(std::move(after)),
          m_mergeKey(std::move(mergeKey))
    {
    }
    /// Of memory, beyond what the command before it keeps.
    std::int64_t bytes() const
    {
        return bytesOf(m_before) + bytesOf(m_after) + (m_after.input != m_before.input ? bytesOf(m_after.input) : 0) +
               (m_after.train.target != m_before.train.target ? bytesOf(m_after.train.target) : 0);
    }
    /// The same step once more, as it was done.
    std::unique_ptr<EditSession> again() const
    {
        auto same = std::make_unique<EditSession>(m_document, text(), m_before, m_after, m_mergeKey);
        same->m_done = true;
        return same;
    }
    void undo() override { show(m_before); }
    void redo() override
    {
        if (!std::exchange(m_done, false))
            show(m_after);
    }
    /// Undone and redone without being seen, on the way to another step.
    void setPassed(bool passed) const { m_passed = passed; }
    int id() const override { return m_mergeKey.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const EditSession*>(other);
        if (next->m_mergeKey != m_mergeKey)
            return false;
        m_after = next->m_after;
        setText(next->text());
        setObsolete(m_before == m_after);
        return true;
    }

private:
    void show(const Session& session)
    {
        if (!m_passed)
            m_document.adopt(session);
    }

    Document& m_document;
    Session m_before;
    Session m_after;
    QString m_mergeKey;
    bool m_done = false; ///< it is only put on the stack again
    mutable bool m_passed = false;
};

namespace
{

constexpr std::int64_t kWrittenAtOnce = 256 << 10; ///< bytes of memory
constexpr qint64 kPatience = 1000; ///< milliseconds for an evaluation whose weights are no longer the newest

bool smallEnoughForNow(const std::vector<Geometry>& geometries)
{
    constexpr std::int64_t kMostProducts = 400'000, kMostOfAll = 1'500'000;
    std::int64_t all = 0;
    for (const Geometry& g : geometries) {
        const std::int64_t products = g.output().cells() * g.taps();
        all += products;
        if (!byReference(g.output()) || products > kMostProducts || all > kMostOfAll)
            return false;
    }
    return true;
}

} // namespace

/// Only the last step of the way shows its session.
void goToStep(QUndoStack& edits, int steps)
{
    const int now = edits.index();
    if (steps == now || steps < 0 || steps > edits.count())
        return;
    const int last = steps > now ? steps - 1 : steps;
    const auto pass = [&](bool passed) {
        for (int i = std::min(now, steps); i < std::max(now, steps); ++i)
            static_cast<const EditSession*>(edits.command(i))->setPassed(passed && i != last);
    };
    pass(true);
    edits.setIndex(steps);
    pass(false);
}

Document::Document(QObject* parent) : QObject(parent), m_session(std::make_unique<Session>(startSession()))
{
    knowFile({}, {});
    connect(&m_undo, &QUndoStack::cleanChanged, this, &Document::fileChanged);
    m_geometries = *resolve(m_session->input->shape(), m_session->layers);
    evaluateMaps();
}

Document::~Document()
{
    m_undo.disconnect(this);
}

const Layer& Document::layer() const
{
    return m_session->layer();
}

bool Document::editInput(const QString& text, PicturePtr input)
{
    Session after = *m_session;
    after.input = std::move(input);
    return edit(text, std::move(after));
}

bool Document::editStack(const QString& text, ChannelStackPtr stack, const QString& mergeKey)
{
    Session after = *m_session;
    after.stack = std::move(stack);
    return edit(text, std::move(after), mergeKey);
}

const ChannelStackPtr& Document::stack() const
{
    return m_session->stack;
}

std::shared_ptr<const Session> Document::snapshot() const
{
    return std::make_shared<const Session>(*m_session);
}

const PicturePtr& Document::input() const
{
    return m_session->input;
}

std::size_t Document::focus() const
{
    return m_session->focus;
}

std::vector<Plane> Document::planesRead() const
{
    if (m_session->focus > 0)
        return m_maps && m_session->focus <= m_maps->maps.size() ? shownMaps(m_maps, m_session->focus - 1)
                                                                 : std::vector<Plane>();
    std::vector<Plane> planes;
    for (int p = 0; p < m_session->planes(); ++p)
        planes.push_back(m_session->shownInput(p));
    return planes;
}

const TrainSpec& Document::train() const
{
    return m_session->train;
}

const Geometry& Document::geometry() const
{
    return m_geometries[m_session->focus];
}

bool Document::edit(const QString& text, Session after, const QString& mergeKey)
{
    if (m_telling) // a field that loses its focus to a change: its text was about what is no more
        return false;
    assert(!m_changing);
    const auto refuse = [this](const Error& error) {
        emit failed(tr("%1 Nothing was changed.").arg(sentence(error)));
        return false;
    };
    if (const auto geometries = resolve(after.input->shape(), after.layers); !geometries)
        return refuse(geometries.error());
    if (after.stack && after.stack != m_session->stack)
        if (const auto geometries = resolveChannels(after.stack->input.shape(), after.stack->layers); !geometries)
            return refuse(geometries.error());
    if (after.train.epoch == m_session->train.epoch && sharedEpochs(after, *m_session) < after.train.epoch)
        after.train.epoch = 0; // another problem: nothing of it has been learned yet
    if (after == *m_session)
        return true;
    if (const QString reason = objection(after); !reason.isEmpty()) {
        emit informed(reason);
        return false;
    }
    m_undo.push(new EditSession(*this, text, *m_session, std::move(after), mergeKey));
    forgetOldest();
    return true;
}

bool Document::put(const QString& text, Session after)
{
    const bool untouched = !modified() && m_path.isEmpty();
    if (!edit(text, std::move(after)))
        return false;
    if (untouched)
        m_undo.setClean();
    return true;
}

/// A stack of commands has no way to lose its oldest: the others are put on it anew.
void Document::forgetOldest()
{
    std::int64_t bytes = 0;
    int first = m_undo.count();
    while (first > 0) {
        bytes += static_cast<const EditSession*>(m_undo.command(first - 1))->bytes();
        if (bytes > m_undoBudget && first < m_undo.count()) // one step back there always is
            break;
        --first;
    }
    if (first == 0)
        return;
    std::vector<std::unique_ptr<EditSession>> kept;
    for (int i = first; i < m_undo.count(); ++i)
        kept.push_back(static_cast<const EditSession*>(m_undo.command(i))->again());
    const int clean = m_undo.cleanIndex() - first;
    const QSignalBlocker quiet(m_undo); // nobody can see the difference but in what is said at the end
    m_undo.clear();
    if (clean != 0)
        m_undo.resetClean();
    for (std::size_t i = 0; i < kept.size(); ++i) {
        m_undo.push(kept[i].release());
        if (clean == int(i) + 1)
            m_undo.setClean();
    }
}

void Document::adopt(const Session& session)
{
    const Changes changes = diff(*m_session, session);
    ++m_edition;
    *m_session = session;
    m_geometries = *resolve(m_session->input->shape(), m_session->layers);
    m_changing = true;
    const bool mapsAreNew = changes.maps() && evaluateMaps(!changes.input && !changes.geometry);
    emit adopted(changes);
    m_changing = false;
    m_telling = true;
    emit changed(changes); // first, so that everybody has the new geometry before the new maps
    m_telling = false;
    for (const auto& say : std::exchange(m_toSay, {}))
        say();
    if (mapsAreNew)
        emit mapsChanged();
    emit fileChanged();
}

void Document::whenComplete(std::function<void()> say)
{
    if (m_changing || m_telling)
        m_toSay.push_back(std::move(say));
    else
        say();
}

bool Document::evaluateVisible()
{
    constexpr std::int64_t kMostProducts = 30'000'000; // about a millisecond with the widest vectors
    if (!m_maps || m_session->layers.size() != 1 || m_session->layer().pools() || byReference(geometry().output()))
        return false;
    const Rect region = visibleOutput();
    auto& planes = m_maps->maps.front();
    if (region.shape().empty() || int(planes.size()) != m_session->planes() ||
        planes.front().shape() != geometry().output() ||
        region.shape().cells() * geometry().taps() * std::int64_t(planes.size()) > kMostProducts)
        return false;
    const Layer& layer = m_session->layer();
    for (std::size_t p = 0; p < planes.size(); ++p) {
        const GridSpan<float> y = planes[p].span().window(region);
        (void)corr2d(m_session->inputPlane(int(p)), layer.kernel, layer.bias, geometry(), region, y);
        for (int r = 0; r < y.rows(); ++r)
            activate(layer.activation, y.row(r));
    }
    m_maps->identity = Identity::fresh();
    return true;
}

bool Document::evaluateMaps(bool onlyWeightsChanged)
{
    const bool followsAtOnce = onlyWeightsChanged && evaluateVisible();
    // While a weight is dragged, every result that is on its way is worth seeing: stopping each for the next
    // would show none.
    if (onlyWeightsChanged && m_evaluation.busy() && m_evaluationClock.elapsed() < kPatience) {
        m_evaluateAgain = true;
        return followsAtOnce;
    }
    m_evaluateAgain = false;
    if (smallEnoughForNow(m_geometries)) {
        m_evaluation.cancel();
        auto maps = evaluate(*m_session, {});
        if (maps)
            takeMaps(std::move(*maps));
        return maps.ok();
    }
    m_evaluationClock.start();
    // Pages that are new to the program cost more than a small filter: the buffers of the maps before are used again,
    // unless somebody looks at them.
    auto spare = std::make_shared<FeatureMaps>();
    if (m_previous && m_previous.use_count() == 1)
        spare.swap(m_previous);
    m_evaluation.start(
        [session = *m_session, spare](std::stop_token stop) {
            return evaluate(session, {.threads = allowedThreads(), .stop = stop}, std::move(*spare));
        },
        [this](Result<FeatureMaps> maps) {
            if (maps) {
                takeMaps(std::move(*maps));
                if (m_evaluateAgain) // they are not of the newest weights: what is in sight does not go back
                    evaluateVisible();
                emit mapsChanged();
            } else if (maps.error().code != ErrorCode::Stopped) {
                emit failed(tr("%1 The output could not be computed.").arg(sentence(maps.error())));
            }
            if (m_evaluateAgain)
                evaluateMaps();
        });
    return followsAtOnce;
}

void Document::takeMaps(FeatureMaps maps)
{
    m_previous = std::exchange(m_maps, std::make_shared<FeatureMaps>(std::move(maps)));
}

void Document::load(const Source& source, const ReadChoice& choice)
{
    emit loadingChanged(source.name, 0);
    m_loading.start(
        [this, name = source.name, read = source.read, choice](std::stop_token stop) {
            const auto progress = [this, name, stop, said = -1](double done) mutable {
                const int percent = int(done * 100);
                if (std::exchange(said, percent) == percent)
                    return; // some formats are read byte by byte
                QMetaObject::invokeMethod(
                    this,
                    [this, name, done, stop] {
                        if (!stop.stop_requested() && loading())
                            emit loadingChanged(name, done);
                    },
                    Qt::QueuedConnection);
            };
            return read({.stop = stop, .progress = progress}, choice);
        },
        [this, source, choice](Result<Reading> reading) {
            emit loadingChanged(source.name, -1);
            finish(source, choice, std::move(reading));
        });
}

Offers Document::offersOf(const Source& source, const std::vector<OtherReading>& others)
{
    Offers offers;
    for (const OtherReading& other : others)
        offers.emplace_back(other.label, [this, source, choice = other.choice] { load(source, choice); });
    return offers;
}

void Document::finish(const Source& source, const ReadChoice& choice, Result<Reading> reading)
{
    if (reading) {
        takeParts(source, *reading);
        const QString said = (reading->notes + QStringList(reading->question)).join(u' ').trimmed();
        const Offers offers = offersOf(source, reading->others);
        if (source.use(std::move(reading->content), reading->path) && !said.isEmpty())
            emit noticed(said, offers);
    } else if (source.refused && reading.error().code != ErrorCode::Stopped) {
        source.refused(reading.error());
    } else if (reading.error().code != ErrorCode::Stopped) {
        const QString text = tr("%1 What was open is still here.").arg(sentence(reading.error()));
        const Offers offers = offersOf(source, waysOut(reading.error(), choice));
        if (offers.empty())
            emit failed(text);
        else
            emit offered(text, offers);
    }
}

void Document::takeParts(const Source& source, const Reading& reading)
{
    if (m_parts.empty() && reading.parts.empty())
        return;
    m_partsSource = reading.parts.empty() ? nullptr : std::make_unique<Source>(source);
    m_parts = reading.parts;
    m_part = reading.part;
    emit partsChanged();
}

void Document::openPart(int part)
{
    if (m_partsSource && part >= 0 && part < int(m_parts.size()))
        load(Source(*m_partsSource), m_parts[std::size_t(part)].choice);
}

void Document::forgetParts()
{
    if (m_parts.empty())
        return;
    m_partsSource.reset();
    m_parts.clear();
    emit partsChanged();
}

void Document::openFiles(const QStringList& paths)
{
    if (paths.size() == 1 && openElsewhere(paths.first()))
        return;
    load({QFileInfo(paths.value(0)).fileName(),
          [paths](const DecodeOptions& options, const ReadChoice& choice) {
              return readingOfFiles(paths, options, choice);
          },
          [this](FileContent content, const QString& path) { return use(std::move(content), path); }},
         {});
}

void Document::openOffered(const Offered& offered)
{
    constexpr qsizetype kAtOnce = 1 << 16; // bytes of a text
    const Source source{nameOf(offered),
                        [offered](const DecodeOptions& options, const ReadChoice& choice) {
                            return readingOfOffered(offered, options, choice);
                        },
                        [this](FileContent content, const QString& path) { return use(std::move(content), path); }};
    if (offered.hasPicture() || offered.text.size() + offered.html.size() > kAtOnce)
        load(source, {});
    else
        finish(source, {}, source.read({}, {}));
}

void Document::openTarget(const QString& path)
{
    load({QFileInfo(path).fileName(),
          [path](const DecodeOptions& options, const ReadChoice& choice) -> Result<Reading> {
              auto reading = readingOfFile(path, options, choice);
              if (reading && !std::holds_alternative<PicturePtr>(reading->content))
                  return Error{ErrorCode::UnknownFormat, {QFileInfo(path).fileName().toStdString()}};
              return reading;
          },
          [this](const FileContent& content, const QString&) {
              Session after = *m_session;
              after.train.target = std::get<PicturePtr>(content);
              const auto problem = trainProblem(after);
              if (!problem) {
                  emit failed(tr("%1 What was to be learned stays as it was.").arg(sentence(problem.error())));
                  return false;
              }
              return edit(tr("Learn a given output"), std::move(after));
          }},
         {});
}

bool Document::use(FileContent content, const QString& path)
{
    if (auto* input = std::get_if<PicturePtr>(&content))
        return setInput(*input, path);
    auto& file = std::get<SessionFile>(content);
    if (const auto geometries = resolve(file.session.input->shape(), file.session.layers); !geometries) {
        emit failed(tr("%1 What was open is still here.").arg(sentence(geometries.error())));
        return false;
    }
    if (modified())
        beforeReplacing([this, file, path] { replace(file, path); });
    else
        replace(file, path);
    return true;
}

void Document::replace(const SessionFile& file, const QString& path)
{
    reset(file.session);
    m_unknown = file.unknown;
    view = file.view;
    knowFile(path, file.stamp);
    emit opened(true, path);
    emit fileChanged();
}

void Document::knowFile(const QString& path, const FileStamp& stamp)
{
    m_path = path;
    m_stamp = stamp;
    m_onDisk = std::make_shared<FileStamp>(stamp);
}

void Document::recover(const std::shared_ptr<JournalFile>& left, std::function<void()> then)
{
    const auto aside = std::make_shared<QString>();
    const auto read = [left, aside](const DecodeOptions&, const ReadChoice&) -> Result<Reading> {
        const auto parts = left->read();
        auto file = parts ? sessionFromParts(*parts) : Result<SessionFile>(parts.error());
        const auto fits = file ? resolve(file->session.input->shape(), file->session.layers) : file.error();
        if (!fits) {
            if (fits.error().code != ErrorCode::OutOfMemory)
                *aside = left->setAside();
            return fits.error();
        }
        file->stamp = left->head().stamp;
        return Reading{.content = std::move(*file), .path = left->head().path};
    };
    const auto use = [this, then = std::move(then)](const FileContent& content, const QString& path) {
        const auto go = [this, file = std::get<SessionFile>(content), path, then] {
            replace(file, path);
            m_undo.resetClean();
            then();
        };
        if (modified())
            beforeReplacing(go);
        else
            go();
        return true;
    };
    const auto refused = [this, aside](const Error& error) {
        emit failed(aside->isEmpty() ? tr("%1 What was open is still here.").arg(sentence(error))
                                     : tr("%1 The unsaved work was set aside in %2.").arg(sentence(error), *aside));
    };
    load({left->head().name, read, use, refused}, {});
}

void Document::openTheirs()
{
    load({QFileInfo(m_path).fileName(),
          [path = m_path](const DecodeOptions& options, const ReadChoice& choice) -> Result<Reading> {
              auto reading = readingOfFile(path, options, choice);
              if (reading && !std::holds_alternative<SessionFile>(reading->content))
                  return Error{ErrorCode::SessionBroken, {"format"}};
              return reading;
          },
          [this](const FileContent& content, const QString& path) {
              const auto& file = std::get<SessionFile>(content);
              if (!edit(tr("Open theirs"), file.session))
                  return false;
              m_unknown = file.unknown;
              view = file.view;
              knowFile(path, file.stamp);
              m_undo.setClean();
              emit opened(true, path);
              return true;
          }},
         {});
}

bool Document::setInput(PicturePtr input, const QString& path)
{
    Session after = *m_session;
    after.input = input;
    if (offerSmallerKernels(after, path))
        return false;
    const QString text = tr("Open %1").arg(QString::fromStdString(after.input->name()));
    const bool done = path.isEmpty() ? edit(text, after) : put(text, after);
    if (done)
        emit opened(false, path);
    return done;
}

bool Document::offerSmallerKernels(const Session& wanted, const QString& path)
{
    const auto fits = resolve(wanted.input->shape(), wanted.layers);
    if (fits || fits.error().code != ErrorCode::KernelTooLarge || !withWindowsThatFit(wanted))
        return false;
    const bool one = wanted.layers.size() == 1;
    emit offered(tr("%1 Nothing was changed.").arg(sentence(fits.error())),
                 {{one ? tr("Open it with a smaller kernel") : tr("Open it with smaller kernels"),
                   [this, input = wanted.input, path] {
                       Session after = *m_session; // as it is by then
                       after.input = input;
                       const QString name = QString::fromStdString(input->name());
                       if (auto fitting = withWindowsThatFit(std::move(after));
                           fitting && edit(tr("Open %1 with a smaller kernel").arg(name), std::move(*fitting)))
                           emit opened(false, path);
                   }}});
    return true;
}

void Document::reset(const Session& session)
{
    if (loading()) { // it was for what is no more
        m_loading.cancel();
        emit loadingChanged({}, -1);
    }
    m_undo.clear();
    ++m_openings;
    knowFile({}, {});
    m_unknown = {};
    view = {};
    adopt(session);
}

void Document::cancelLoading()
{
    if (!loading())
        return;
    m_loading.cancel();
    emit loadingChanged({}, -1);
    emit informed(tr("Opening was cancelled."));
}

std::function<SessionParts()> Document::content() const
{
    return [file = SessionFile{*m_session, view, m_unknown}] { return partsOf(file); };
}

/// A session on its way into a file.
struct Document::Saving {
    QString path;
    std::uint64_t edition = 0;
    std::uint64_t opening = 0;
    std::function<void(bool)> then;
    std::function<void()> another; ///< empty: whatever is there is overwritten
    std::shared_ptr<FileStamp> onDisk; ///< what the file is thought to hold; what it holds then
    FileStamp written;
    bool theirs = false; ///< the file holds something else
};

void Document::save(const QString& path, std::function<void(bool)> then, std::function<void()> another)
{
    const bool same = QFileInfo(path).absoluteFilePath() == QFileInfo(m_path).absoluteFilePath();
    const auto saving = std::make_shared<Saving>(Saving{path,
                                                        m_edition,
                                                        m_openings,
                                                        std::move(then),
                                                        std::move(another),
                                                        same ? m_onDisk : std::make_shared<FileStamp>(),
                                                        {}});
    const auto write = [saving, file = SessionFile{*m_session, view, m_unknown}](std::stop_token stop) {
        if (saving->another && isAnother(saving->path, *saving->onDisk, stop)) {
            saving->theirs = true;
            return Result<QString>(saving->path);
        }
        const QByteArray bytes = sessionToJson(file);
        const auto done = writeFile(saving->path, bytes, stop);
        if (done)
            *saving->onDisk = saving->written = stampOf(bytes);
        return done ? Result<QString>(saving->path) : done.error();
    };
    const auto bytes = bytesOf(*m_session) + bytesOf(m_session->input) + bytesOf(m_session->train.target);
    if (bytes <= kWrittenAtOnce && !m_saving.busy())
        saved(write({}), *saving);
    else
        m_saving.add(write, [this, saving](const Result<QString>& done) { saved(done, *saving); });
}

void Document::saved(const Result<QString>& done, const Saving& saving)
{
    if (saving.theirs)
        return saving.another();
    if (!done) {
        emit failed(tr("%1 The session is still open and unsaved.").arg(sentence(done.error())));
    } else if (saving.opening == m_openings) { // else another session is open by now
        m_path = saving.path;
        m_stamp = saving.written;
        m_onDisk = saving.onDisk;
        if (saving.edition == m_edition) // else it has been edited since
            m_undo.setClean();
        emit fileChanged();
    }
    if (saving.then)
        saving.then(done.ok());
}

} // namespace lab
