using Microsoft.Extensions.Logging;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Durability;

/// <summary>
/// An append-only file. Each stay in the broker's lock becomes one frame, so a transaction is in it whole or not at all;
/// threads that leave the lock at the same time share one write, and no answer is sent before its frame is written.
/// </summary>
internal sealed class Journal : IJournal, IDisposable
{
    private const string FileName = "journal.bin";
    private const string FreshName = FileName + ".new";
    /// <summary>The longest duplicate detection window there is, in milliseconds.</summary>
    private const long LongestWindow = 7L * 24 * 60 * 60 * 1000;
    private readonly JournalWriter _open = new();
    private readonly Lock _pendingGate = new();
    private readonly Lock _fileGate = new();
    private readonly AmqpWriter _pending = new(64 * 1024);
    private readonly AmqpWriter _writing = new(64 * 1024);
    private readonly Dictionary<string, StoredEntity> _stored;
    private readonly ILookup<string, string> _transfers;
    private readonly IJournalFolder _folder;
    private readonly ILogger _logger;
    private readonly bool _sync;
    private readonly long _smallestRewrite;
    private IJournalFile _file;
    private long _rewriteAt;
    private long _appended;
    private long _written;
    private Exception? _failure;

    private Journal(
        IJournalFolder folder, IJournalFile file, Dictionary<string, StoredEntity> stored, bool sync, ILogger logger, long smallestRewrite)
    {
        _logger = logger;
        _folder = folder;
        _file = file;
        _stored = stored;
        // Looked up once: each of ten thousand entities asks when it is placed.
        _transfers = stored.Where(entry => entry.Value.Messages.Count > 0).Select(entry => TransferLane.Parse(entry.Key)).OfType<(string Source, string Destination)>()
            .ToLookup(transfer => transfer.Source, transfer => transfer.Destination, StringComparer.OrdinalIgnoreCase);
        _sync = sync;
        _smallestRewrite = smallestRewrite;
        _rewriteAt = Math.Max(smallestRewrite, file.Length * 2);
    }

    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>Opens the journal of a folder, which it owns from then on, cuts off a damaged tail and writes what is left anew, without what was deleted.</summary>
    public static Journal Open(IJournalFolder folder, bool sync, ILogger logger, long smallestRewrite = 256L * 1024 * 1024)
    {
        try
        {
            var reader = new JournalReader();
            using (var old = folder.Read(FileName))
            {
                var end = old is null ? 0 : reader.Read(old);
                if (end < old?.Length) JournalLog.TailCut(logger, old.Length - end, end);
            }

            var file = Rewrite(folder, reader.Entities);
            JournalLog.Opened(logger, reader.Entities.Values.Sum(entity => entity.Messages.Count), sync ? "synced to disk" : "written");
            return new Journal(folder, file, reader.Entities, sync, logger, smallestRewrite);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Put(MessageQueue queue, BrokerMessage message) => _open.Put(queue.Path, message, queue.Broker.Ahead);

    public void Update(MessageQueue queue, BrokerMessage message) => _open.Update(queue.Path, message);

    public void Delete(MessageQueue queue, long sequenceNumber) => _open.Delete(queue.Path, sequenceNumber);

    public void Remember(MessageQueue queue, ReadOnlySpan<byte> messageId, long seenAt) => _open.Remember(queue.Path, messageId, queue.Broker.ToClients(seenAt));

    public void SetSessionState(MessageQueue queue, string sessionId, byte[]? state) => _open.SessionState(queue.Path, sessionId, state);

    public void Define(string path, string description) => _open.Define(path, description);

    public void Undefine(string path, bool isDeclared) => _open.Undefine(path, isDeclared);

    /// <summary>The entities that were made, changed or, without a description, deleted while an emulator ran.</summary>
    public Dictionary<string, string?> Definitions() => _stored
        .Where(entry => entry.Value.IsUndefined || entry.Value.Description is not null)
        .ToDictionary(entry => entry.Key, entry => entry.Value.IsUndefined ? null : entry.Value.Description, StringComparer.OrdinalIgnoreCase);

    public void Restore(MessageQueue queue)
    {
        if (!_stored.Remove(queue.Path, out var entity)) return;
        queue.Restore(entity.LastSequence, entity.Seen, entity.Messages.Values, entity.SessionStates);
    }

    public bool Holds(string path) => _stored.TryGetValue(path, out var entity) && entity.Messages.Count > 0;

    public IEnumerable<string> TransfersFrom(string path) => _transfers[path];

    public long Seal()
    {
        if (_open.Buffer.Length == 0) return _appended;
        lock (_pendingGate)
        {
            var before = _pending.Length;
            _open.CloseFrame(_pending);
            _appended += _pending.Length - before;
            return _appended;
        }
    }

    public void EnsureWritten(long position)
    {
        if (Volatile.Read(ref _written) >= position) return;
        lock (_fileGate)
        {
            if (_written >= position) return;
            // After a failed write nothing may be acknowledged any more: the file may end in half a frame.
            if (_failure is not null) throw new IOException("The journal can no longer be written.", _failure);
            try
            {
                long end;
                lock (_pendingGate)
                {
                    _writing.SwapWith(_pending);
                    end = _appended;
                }

                _file.Write(_writing.Written);
                if (_sync) _file.Sync();
                _writing.Reset(1024 * 1024);
                Volatile.Write(ref _written, end);
                if (_file.Length > _rewriteAt) Shrink();
            }
            catch (IOException failure)
            {
                _failure = failure;
                JournalLog.Failed(_logger, failure);
                throw;
            }
        }
    }

    public void Dispose()
    {
        try
        {
            EnsureWritten(Seal());
        }
        finally
        {
            _file.Dispose();
            _folder.Dispose();
        }
    }

    // The file says itself what is left of it, so the broker need not stop: only those wait who want to write.
    private void Shrink()
    {
        var reader = new JournalReader();
        using (var old = _folder.Read(FileName)!) reader.Read(old);
        var fresh = Rewrite(_folder, reader.Entities);
        _file.Dispose();
        _file = fresh;
        _rewriteAt = Math.Max(_smallestRewrite, fresh.Length * 2);
    }

    private static IJournalFile Rewrite(IJournalFolder folder, Dictionary<string, StoredEntity> entities)
    {
        var file = folder.Create(FreshName);
        try
        {
            Write(file, entities);
            file.Sync();
            folder.Rename(FreshName, FileName);
            // What is synced from now on lies in a file that must have its name after a loss of power.
            folder.Sync();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void Write(IJournalFile file, Dictionary<string, StoredEntity> entities)
    {
        var records = new JournalWriter();
        var frames = new AmqpWriter(64 * 1024);
        foreach (var (path, entity) in entities)
        {
            if (entity.IsUndefined) records.Undefine(path, isDeclared: true);
            if (entity.Description is { } description) records.Define(path, description);
            if (entity.LastSequence > 0) records.Sequence(path, entity.LastSequence);
            var remembered = entity.Seen.Count == 0 ? 0 : entity.Seen[^1].SeenAt - LongestWindow;
            foreach (var (id, seenAt) in entity.Seen.Where(seen => seen.SeenAt > remembered)) records.Remember(path, id, seenAt);
            foreach (var (id, state) in entity.SessionStates) records.SessionState(path, id, state);
            foreach (var message in entity.Messages.Values)
            {
                records.Put(path, message);
                if (records.Buffer.Length > 64 * 1024) Flush();
            }

            Flush();
        }

        void Flush()
        {
            records.CloseFrame(frames);
            file.Write(frames.Written);
            frames.Clear();
        }
    }
}
