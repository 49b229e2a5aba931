using System.Buffers;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Shared;

/// <summary>Brings in values that lie in the store: claim checks, and the members of joins as JSON.</summary>
internal static class ValueReader
{
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        FlowStore store, FlowKey key, FlowValue value, CancellationToken cancellationToken)
    {
        switch (value.Kind)
        {
            case ValueKind.None:
                return default;
            case ValueKind.Inline:
                return value.Json;
            case ValueKind.Stored:
                return await store.ExecuteAsync(new GetValue(key, value.Path!), cancellationToken).ConfigureAwait(false)
                    ?? throw new StoreException($"The store has no value for step {value.Path} of flow {key}.");
            case ValueKind.JoinedValue:
                var member = await MemberAsync(store, key, value, cancellationToken).ConfigureAwait(false);
                return await ReadAsync(store, key, member.Value, cancellationToken).ConfigureAwait(false);
            default:
                var buffer = new ArrayBufferWriter<byte>();
                await WriteAsync(buffer, store, key, value, cancellationToken).ConfigureAwait(false);
                return buffer.WrittenMemory;
        }
    }

    private static async ValueTask WriteAsync(
        ArrayBufferWriter<byte> buffer, FlowStore store, FlowKey key, FlowValue value, CancellationToken cancellationToken)
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
        ArrayBufferWriter<byte> buffer, FlowStore store, FlowKey key, FlowValue join, CancellationToken cancellationToken)
    {
        var members = await store
            .ExecuteAsync(new ReadMembers(key, join.Path!, 0, join.Count), cancellationToken).ConfigureAwait(false);
        if (members.Count != join.Count)
        {
            throw new StoreException(
                $"The store has {members.Count} of {join.Count} results of join '{join.Path}' of flow {key}.");
        }

        buffer.Write("["u8);
        var isFirst = true;
        foreach (var member in members)
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

        buffer.Write("]"u8);
    }

    // The elements of a list without its brackets; an empty list adds nothing.
    private static void WriteSeparated(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> elements, ref bool isFirst)
    {
        if (elements.IsEmpty)
            return;
        if (!isFirst)
            buffer.Write(","u8);
        isFirst = false;
        buffer.Write(elements);
    }

    private static async ValueTask WriteOutcomeAsync(
        ArrayBufferWriter<byte> buffer, FlowStore store, FlowKey key, RecordedOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Failure is { } failure)
        {
            buffer.Write("{\"failure\":"u8);
            buffer.Write(failure.Span);
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
