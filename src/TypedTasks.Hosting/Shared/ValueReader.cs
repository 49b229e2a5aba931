using System.Buffers;
using TypedTasks.Plans;
using TypedTasks.Security;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Shared;

/// <summary>Brings in values that lie in the store: claim checks, and the members of joins as JSON.</summary>
internal static class ValueReader
{
    // Members lie in memory beside the list that they make, so not all of them do at once.
    private const int Page = 1000;

    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        FlowStore store, FlowKey key, FlowValue value, CancellationToken cancellationToken)
    {
        switch (value.Kind)
        {
            case ValueKind.None:
                return default;
            case ValueKind.Inline:
                return Clear(value.Json, value, key);
            case ValueKind.Stored:
                var json = await store.ExecuteAsync(new GetValue(key, value.Path!), cancellationToken).ConfigureAwait(false)
                    ?? throw new StoreException($"The store has no value for step {value.Path} of flow {key}.");
                return Clear(json, value, key);
            case ValueKind.JoinedValue:
                var member = await MemberAsync(store, key, value, cancellationToken).ConfigureAwait(false);
                return await ReadAsync(store, key, member.Value, cancellationToken).ConfigureAwait(false);
            default:
                var buffer = new PieceBuffer();
                await WriteAsync(buffer, store, key, value, cancellationToken).ConfigureAwait(false);
                return buffer.ToArray();
        }
    }

    /// <summary>An outcome as JSON.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadOutcomeAsync(
        FlowStore store, FlowKey key, RecordedOutcome outcome, CancellationToken cancellationToken)
    {
        var buffer = new PieceBuffer();
        await WriteOutcomeAsync(buffer, store, key, outcome, cancellationToken).ConfigureAwait(false);
        return buffer.ToArray();
    }

    // Before it is put together with others, or handed to a task that would blame itself.
    private static ReadOnlyMemory<byte> Clear(ReadOnlyMemory<byte> json, FlowValue value, FlowKey key) => ProtectedForm.IsProtected(json.Span)
        ? throw FlowFormatException.Protected(value.Path is { } path ? $"The value of step {path} of flow {key}" : $"A value of flow {key}")
        : json;

    private static async ValueTask WriteAsync(
        PieceBuffer buffer, FlowStore store, FlowKey key, FlowValue value, CancellationToken cancellationToken)
    {
        switch (value.Kind)
        {
            case ValueKind.Joined or ValueKind.JoinedOutcomes or ValueKind.JoinedChunks:
                await WriteJoinAsync(buffer, store, key, value, cancellationToken).ConfigureAwait(false);
                break;
            case ValueKind.JoinedOutcome:
                var member = await MemberAsync(store, key, value, cancellationToken).ConfigureAwait(false);
                await WriteOutcomeAsync(buffer, store, key, member, cancellationToken).ConfigureAwait(false);
                break;
            default:
                buffer.Write((await ReadAsync(store, key, value, cancellationToken).ConfigureAwait(false)).Span);
                break;
        }
    }

    private static async ValueTask WriteJoinAsync(
        PieceBuffer buffer, FlowStore store, FlowKey key, FlowValue join, CancellationToken cancellationToken)
    {
        buffer.Write("["u8);
        var isFirst = true;
        for (var read = 0; read < join.Count;)
        {
            var page = await store
                .ExecuteAsync(new ReadMembers(key, join.Path!, read, Math.Min(Page, join.Count - read)), cancellationToken).ConfigureAwait(false);
            read += page.Count;

            // None is missing before the last page: a join has ended before anybody reads it as a whole.
            if (page.Count < Page && read < join.Count)
                throw new StoreException($"The store has {read} of {join.Count} results of join '{join.Path}' of flow {key}.");
            foreach (var member in page)
            {
                if (join.Kind == ValueKind.JoinedChunks)
                {
                    var chunk = await ReadAsync(store, key, member.Value, cancellationToken).ConfigureAwait(false);
                    WriteSeparated(buffer, chunk.Span[1..^1], ref isFirst);
                    continue;
                }

                if (!isFirst)
                    buffer.Write(","u8);
                isFirst = false;
                if (join.Kind == ValueKind.JoinedOutcomes)
                    await WriteOutcomeAsync(buffer, store, key, member, cancellationToken).ConfigureAwait(false);
                else
                    await WriteAsync(buffer, store, key, member.Value, cancellationToken).ConfigureAwait(false);
            }
        }

        buffer.Write("]"u8);
    }

    // The elements of a list without its brackets; an empty list adds nothing.
    private static void WriteSeparated(PieceBuffer buffer, ReadOnlySpan<byte> elements, ref bool isFirst)
    {
        if (elements.IsEmpty)
            return;
        if (!isFirst)
            buffer.Write(","u8);
        isFirst = false;
        buffer.Write(elements);
    }

    private static async ValueTask WriteOutcomeAsync(
        PieceBuffer buffer, FlowStore store, FlowKey key, RecordedOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Failure is { } failure)
        {
            buffer.Write("{\"failure\":"u8);
            buffer.Write((ProtectedForm.IsProtected(failure.Span) ? FailureJson.Write(FailureJson.Read(failure)) : failure).Span);
        }
        else
        {
            buffer.Write("{\"value\":"u8);
            await WriteAsync(buffer, store, key, outcome.Value, cancellationToken).ConfigureAwait(false);
        }

        buffer.Write("}"u8);
    }

    private static async ValueTask<RecordedOutcome> MemberAsync(
        FlowStore store, FlowKey key, FlowValue value, CancellationToken cancellationToken)
    {
        var members = await store
            .ExecuteAsync(new ReadMembers(key, value.Path!, value.Count, 1), cancellationToken).ConfigureAwait(false);
        return members.Count == 1
            ? members[0]
            : throw new StoreException($"The store has no member {value.Count} of join '{value.Path}' of flow {key}.");
    }
}
