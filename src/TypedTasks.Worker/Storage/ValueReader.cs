using System.Buffers;
using TypedTasks.Contracts;

namespace TypedTasks.Worker;

/// <summary>Brings in values that lie in the store: claim checks, and the members of joins as a JSON array.</summary>
internal static class ValueReader
{
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        FlowStore store, FlowKey key, FlowValue value, CancellationToken cancellationToken)
    {
        switch (value.Kind)
        {
            case ValueKind.Inline:
                return value.Json;
            case ValueKind.Stored:
                return await store.ExecuteAsync(new GetValue(key, value.Path!), cancellationToken).ConfigureAwait(false)
                    ?? throw new StoreException($"The store has no value for step {value.Path} of flow {key}.");
            case ValueKind.Joined:
                var buffer = new ArrayBufferWriter<byte>();
                await ReadJoinAsync(buffer, store, key, value, cancellationToken).ConfigureAwait(false);
                return buffer.WrittenMemory;
            default:
                return default;
        }
    }

    private static async ValueTask ReadJoinAsync(
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
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
                buffer.Write(","u8);
            if (members[i].Kind == ValueKind.Joined)
                await ReadJoinAsync(buffer, store, key, members[i], cancellationToken).ConfigureAwait(false);
            else
                buffer.Write((await ReadAsync(store, key, members[i], cancellationToken).ConfigureAwait(false)).Span);
        }

        buffer.Write("]"u8);
    }
}
