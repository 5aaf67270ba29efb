// SPDX-FileCopyrightText: Corr2D Lab contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/geometry/conv_spec.h"
#include "core/numbers/picture.h"
#include "core/numbers/plane.h"
#include "core/session/changes.h"
#include "ui/io/file_stamp.h"
#include "ui/model/latest_job.h"
#include "ui/model/work_queue.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace lab
{

// Two of three sources only ask a document what changed: none of them is compiled anew for a change of these.
struct ChannelStack;
struct DecodeOptions;
struct FeatureMaps;
struct Layer;
struct Offered;
struct Session;
struct ReadChoice;
struct Reading;
struct SessionFile;
struct SessionParts;
struct TrainSpec;
class JournalFile;
struct OtherReading;
struct Part;

/// Ways to go on: what a button says, and what it does.
using Offers = std::vector<std::pair<QString, std::function<void()>>>;

/// The session that is open, how it came about (undo), and what was computed of it. The only writer of the
/// session, which always resolves: an edit that does not is refused with the reason.
class Document : public QObject
{
    Q_OBJECT
public:
    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    const Session& session() const { return *m_session; }
    std::shared_ptr<const Session> snapshot() const; ///< for whoever works with it on another thread
    const TrainSpec& train() const; ///< the session's
    const Layer& layer() const; ///< the focused one
    std::size_t focus() const; ///< which layer that is
    const PicturePtr& input() const;
    const std::shared_ptr<const ChannelStack>& stack() const; ///< null: no layers of several channels were made
    std::vector<Plane> planesRead() const; ///< by that layer; none while they are computed
    const std::vector<Geometry>& geometries() const { return m_geometries; } ///< one for each layer
    const Geometry& geometry() const; ///< of the focused layer
    std::shared_ptr<const FeatureMaps> maps() const { return m_maps; } ///< null until first computed
    bool evaluating() const { return m_evaluation.busy(); }
    QUndoStack* undoStack() { return &m_undo; }
    /// What the steps that can be undone may take of memory; the last of them is kept whatever it takes.
    void setUndoBudget(std::int64_t bytes) { m_undoBudget = bytes; }

    /// Makes `after` the session, as one step named `text` for undo. Edits with the same non-empty `mergeKey`
    /// in a row become one; one that ends where it began leaves nothing. False when it was refused; so is, without a
    /// word, one from within changed(): undo and redo would not lead back any more.
    bool edit(const QString& text, Session after, const QString& mergeKey = {});
    /// As edit(), of the input alone.
    bool editInput(const QString& text, PicturePtr input);
    /// As edit(), of the layers of several channels alone.
    bool editStack(const QString& text, std::shared_ptr<const ChannelStack> stack, const QString& mergeKey = {});
    /// As edit(), for what can be had again at any time, such as a sample or a file: where nothing was changed by
    /// hand and no session is open, nothing is to be saved afterwards either.
    bool put(const QString& text, Session after);
    /// Edits with this key merge with each other, and with those of no other gesture.
    QString newGesture() { return QString::number(++m_gestures); }

    /// Opens a file, or what was dropped or pasted. Returns at once; opened() or a message follows.
    void openFile(const QString& path) { openFiles({path}); }
    void openFiles(const QStringList& paths); ///< one of them; the others, and those of a folder, are offered
    /// What came together with what was read last: files, or the pages or frames of one. Kept until something else is
    /// read, or they are let go of.
    const std::vector<Part>& parts() const { return m_parts; }
    int part() const { return m_part; } ///< the one that is open
    void openPart(int part);
    void forgetParts();
    /// What another program offered in several forms at once. A short text is read at once.
    void openOffered(const Offered& offered);
    /// Where the kernels are too large for it, smaller ones are offered.
    bool setInput(PicturePtr input, const QString& path = {});
    /// A new target for learning from a file.
    void openTarget(const QString& path);
    bool loading() const { return m_loading.busy(); }
    void cancelLoading();

    /// `then`, if given, hears whether it was done: at once for a small session, else when a thread has written it.
    /// With `another`, nothing is written where the session's own file holds something else than was opened or saved
    /// last: `another` is called instead of `then`.
    void save(const QString& path, std::function<void(bool)> then = {}, std::function<void()> another = {});
    /// What the session's file holds by now, as an edit: undo leads back to what was open.
    void openTheirs();
    QString path() const { return m_path; } ///< of the session file; empty: never saved
    const FileStamp& stamp() const { return m_stamp; } ///< of that file, as it was opened or saved last
    /// Writes down the session as it is now when it is called, on any thread; until then it shares the pictures.
    std::function<SessionParts()> content() const;
    /// Opens the unsaved work of an earlier program, unsaved as it was, and calls `then`. One that is broken is set
    /// aside.
    void recover(const std::shared_ptr<JournalFile>& left, std::function<void()> then);
    bool modified() const { return !m_undo.isClean(); }
    /// Starts over with a session that no file holds.
    void reset(const Session& session);
    /// Asked before a session from a file takes the place of one with unsaved changes; does `go` if it may.
    std::function<void(std::function<void()> go)> beforeReplacing = [](const auto& go) { go(); };
    /// Whether a file is something else than a session, a picture or an array, and was opened as that.
    std::function<bool(const QString& path)> openElsewhere = [](const QString&) { return false; };
    /// Why an edit may not be made just now, as a sentence; empty: it may.
    std::function<QString(const Session& after)> objection = [](const Session&) { return QString(); };
    /// Which cells of the output are in sight: while a weight is dragged, they follow at once, the rest when it is
    /// done.
    std::function<Rect()> visibleOutput = [] { return Rect{}; };
    /// What the window wants to be saved beside the session.
    QJsonObject view;

    /// One change is one step for everybody. While it is going on, models follow the new session (`adopted`), and
    /// what they have to say waits until every view has followed, too (`changed`): nobody can see the new session
    /// with the old place, also where a view that follows moves the focus, and with it the cursor.
    bool changing() const { return m_changing; }
    /// Says something once the change that is going on is complete; at once, when none is.
    void whenComplete(std::function<void()> say);

signals:
    void adopted(const lab::Changes& changes); ///< for models alone: the change is not complete yet
    void changed(const lab::Changes& changes); ///< every model has followed
    void mapsChanged(); ///< after changed(), when both come of one edit
    void opened(bool wholeSession,
                const QString& path); ///< a new input, or a session; path empty: not from a file
    /// Something could not be done, and `sentence` says why; it can, in one of the ways of `offers`.
    void offered(const QString& sentence, const lab::Offers& offers);
    /// Something was opened of which there is more to say, or which could be something else.
    void noticed(const QString& sentence, const lab::Offers& offers);
    void partsChanged();
    void fileChanged(); ///< path or modified
    void loadingChanged(const QString& name, double progress); ///< progress < 0: done
    void failed(const QString& sentence);
    void informed(const QString& sentence);

private:
    friend class EditSession;
    using FileContent = std::variant<PicturePtr, SessionFile>; // as in ui/io/reading.h
    /// Answers whether it was taken. `path` is empty for what is not from a file.
    using Loaded = std::function<bool(FileContent, const QString& path)>;
    /// Something that can be read, again too when it is to be read otherwise.
    struct Source {
        QString name;
        std::function<Result<Reading>(const DecodeOptions&, const ReadChoice&)> read;
        Loaded use;
        std::function<void(const Error&)> refused = {}; ///< instead of what is said by default
    };
    void load(const Source& source, const ReadChoice& choice);
    void takeParts(const Source& source, const Reading& reading);
    void finish(const Source& source, const ReadChoice& choice, Result<Reading> reading);
    Offers offersOf(const Source& source, const std::vector<OtherReading>& others);
    bool use(FileContent content, const QString& path);
    void replace(const SessionFile& file, const QString& path);
    struct Saving;
    void saved(const Result<QString>& done, const Saving& saving);
    void knowFile(const QString& path, const FileStamp& stamp);
    /// True when the input of `wanted` is too small for its kernels, and smaller ones were offered.
    bool offerSmallerKernels(const Session& wanted, const QString& path);
    void adopt(const Session& session);
    void forgetOldest();
    /// True when the maps are there at once; else they follow with mapsChanged().
    bool evaluateMaps(bool onlyWeightsChanged = false);
    /// Computes what is in sight with the new weights, into the maps that are shown. False where that takes too long.
    bool evaluateVisible();
    void takeMaps(FeatureMaps maps);

    std::unique_ptr<Session> m_session; ///< never null
    std::vector<Geometry> m_geometries;
    std::shared_ptr<FeatureMaps> m_maps;
    std::shared_ptr<FeatureMaps> m_previous; ///< their buffers are used again
    std::uint64_t m_gestures = 0;
    bool m_changing = false; ///< models follow
    bool m_telling = false; ///< views follow
    std::vector<std::function<void()>> m_toSay;
    QUndoStack m_undo;
    std::int64_t m_undoBudget = std::int64_t(512) << 20;
    QString m_path;
    FileStamp m_stamp;
    std::shared_ptr<FileStamp> m_onDisk; ///< the same, used by the thread that saves: what it has written last
    std::uint64_t m_edition = 0; ///< another after every change
    std::uint64_t m_openings = 0; ///< how often a session took the place of another
    QJsonObject m_unknown;
    LatestJob<Result<FeatureMaps>> m_evaluation;
    QElapsedTimer m_evaluationClock;
    bool m_evaluateAgain = false; ///< the weights changed while they were computed with
    LatestJob<Result<Reading>> m_loading;
    std::unique_ptr<Source> m_partsSource; ///< null where there are no parts
    std::vector<Part> m_parts;
    int m_part = 0;
    WorkQueue m_saving;
};

} // namespace lab
