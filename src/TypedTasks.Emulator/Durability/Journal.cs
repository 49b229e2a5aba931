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
    private readonly JournalWriter open = new();
    private readonly Lock pendingGate = new();
    private readonly Lock fileGate = new();
    private readonly AmqpWriter pending = new(64 * 1024);
    private readonly AmqpWriter writing = new(64 * 1024);
    private readonly Dictionary<string, StoredEntity> stored;
    private readonly ILookup<string, string> transfers;
    private readonly IJournalFolder folder;
    private readonly ILogger logger;
    private readonly bool sync;
    private readonly long smallestRewrite;
    private IJournalFile file;
    private long rewriteAt;
    private long appended;
    private long written;
    private Exception? failure;

    private Journal(
        IJournalFolder folder, IJournalFile file, Dictionary<string, StoredEntity> stored, bool sync, ILogger logger, long smallestRewrite)
    {
        this.logger = logger;
        this.folder = folder;
        this.file = file;
        this.stored = stored;
        // Looked up once: each of ten thousand entities asks when it is placed.
        transfers = stored.Where(entry => entry.Value.Messages.Count > 0).Select(entry => TransferLane.Parse(entry.Key)).OfType<(string Source, string Destination)>()
            .ToLookup(transfer => transfer.Source, transfer => transfer.Destination, StringComparer.OrdinalIgnoreCase);
        this.sync = sync;
        this.smallestRewrite = smallestRewrite;
        rewriteAt = Math.Max(smallestRewrite, file.Length * 2);
    }

    public bool HasFailed => Volatile.Read(ref failure) is not null;

    /// <summary>Opens the journal of a folder, which it owns from then on, cuts off a damaged tail and writes what is left anew, without what was deleted.</summary>
    public static Journal Open(IJournalFolder folder, bool sync, ILogger logger, long smallestRewrite = 256L * 1024 * 1024)
    {
        try
        {
            var reader = new JournalReader();
            using (var old = folder.Read(FileName))
            {
                var end = old is null ? 0 : reader.Read(old);
                if (end < old?.Length)
                    JournalLog.TailCut(logger, old.Length - end, end);
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

    public void Put(MessageQueue queue, BrokerMessage message) => open.Put(queue.Path, message, queue.Broker.Ahead);

    public void Update(MessageQueue queue, BrokerMessage message) => open.Update(queue.Path, message);

    public void Delete(MessageQueue queue, long sequenceNumber) => open.Delete(queue.Path, sequenceNumber);

    public void Remember(MessageQueue queue, ReadOnlySpan<byte> messageId, long seenAt) => open.Remember(queue.Path, messageId, queue.Broker.ToClients(seenAt));

    public void SetSessionState(MessageQueue queue, string sessionId, byte[]? state) => open.SessionState(queue.Path, sessionId, state);

    public void Define(string path, string description) => open.Define(path, description);

    public void Undefine(string path, bool isDeclared) => open.Undefine(path, isDeclared);

    /// <summary>The entities that were made, changed or, without a description, deleted while an emulator ran.</summary>
    public Dictionary<string, string?> Definitions() => stored
        .Where(entry => entry.Value.IsUndefined || entry.Value.Description is not null)
        .ToDictionary(entry => entry.Key, entry => entry.Value.IsUndefined ? null : entry.Value.Description, StringComparer.OrdinalIgnoreCase);

    public void Restore(MessageQueue queue)
    {
        if (!stored.Remove(queue.Path, out var entity))
            return;
        queue.Restore(entity.LastSequence, entity.Seen, entity.Messages.Values, entity.SessionStates);
    }

    public bool Holds(string path) => stored.TryGetValue(path, out var entity) && entity.Messages.Count > 0;

    public IEnumerable<string> TransfersFrom(string path) => transfers[path];

    public long Seal()
    {
        if (open.Buffer.Length == 0)
            return appended;
        lock (pendingGate)
        {
            var before = pending.Length;
            open.CloseFrame(pending);
            appended += pending.Length - before;
            return appended;
        }
    }

    public void EnsureWritten(long position)
    {
        if (Volatile.Read(ref written) >= position)
            return;
        lock (fileGate)
        {
            if (written >= position)
                return;
            // After a failed write nothing may be acknowledged any more: the file may end in half a frame.
            if (this.failure is not null)
                throw new IOException("The journal can no longer be written.", this.failure);
            try
            {
                long end;
                lock (pendingGate)
                {
                    writing.SwapWith(pending);
                    end = appended;
                }

                file.Write(writing.Written);
                if (sync)
                    file.Sync();
                writing.Reset(1024 * 1024);
                Volatile.Write(ref written, end);
                if (file.Length > rewriteAt)
                    Shrink();
            }
            catch (IOException failure)
            {
                this.failure = failure;
                JournalLog.Failed(logger, failure);
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
            file.Dispose();
            folder.Dispose();
        }
    }

    // The file says itself what is left of it, so the broker need not stop: only those wait who want to write.
    private void Shrink()
    {
        var reader = new JournalReader();
        using (var old = folder.Read(FileName)!)
            reader.Read(old);
        var fresh = Rewrite(folder, reader.Entities);
        file.Dispose();
        file = fresh;
        rewriteAt = Math.Max(smallestRewrite, fresh.Length * 2);
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
            if (entity.IsUndefined)
                records.Undefine(path, isDeclared: true);
            if (entity.Description is { } description)
                records.Define(path, description);
            if (entity.LastSequence > 0)
                records.Sequence(path, entity.LastSequence);
            var remembered = entity.Seen.Count == 0 ? 0 : entity.Seen[^1].SeenAt - LongestWindow;
            foreach (var (id, seenAt) in entity.Seen.Where(seen => seen.SeenAt > remembered))
                records.Remember(path, id, seenAt);
            foreach (var (id, state) in entity.SessionStates)
                records.SessionState(path, id, state);
            foreach (var message in entity.Messages.Values)
            {
                records.Put(path, message);
                if (records.Buffer.Length > 64 * 1024)
                    Flush();
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
