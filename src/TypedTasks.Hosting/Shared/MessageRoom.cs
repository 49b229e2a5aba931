using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Protection;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Shared;

/// <summary>Knows what fits into a message: what the options allow, and what the broker takes where that is less.</summary>
internal sealed class MessageRoom(IOptions<TypedTasksOptions> options, Courier courier)
{
    /// <summary>Values up to here travel in messages of every broker, so nobody has to be asked.</summary>
    public const int AlwaysFits = 1024;

    // What a message of a stored flow holds beside its value: a small plan, names, the path, and what later attempts add.
    private const int Around = 4 * 1024;
    private const int Properties = 512;

    private readonly ITransport? transport = courier.Transport;
    private int smallest = int.MaxValue;

    /// <summary>The largest value that travels inside a message; a larger one is put aside in the store.</summary>
    /// <param name="queue">Where messages may go; the least that any queue takes counts, because nobody knows where a value ends up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<int> ForValuesAsync(string queue, CancellationToken cancellationToken)
    {
        var limit = await LimitAsync(queue, cancellationToken).ConfigureAwait(false);
        return Math.Min(options.Value.ClaimCheckBytes, limit - Math.Min(Around, limit / 2));
    }

    /// <summary>What is wrong with the largest of the messages, or null where all of them can be sent.</summary>
    public async ValueTask<string?> RefusalAsync(IReadOnlyList<TaskMessage> messages, CancellationToken cancellationToken)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            var message = messages[i];
            if (message.Body.Length <= AlwaysFits)
                continue;
            var size = message.Body.Length + Properties + message.Step.Length + message.Subject.Length;
            if (await AskAsync(message.Queue, cancellationToken).ConfigureAwait(false) is { } limit && size > limit)
                return MessageTooLargeException.Of(message.Id, message.Queue, transport!.Endpoint, size, limit).Message;
        }

        return null;
    }

    private async ValueTask<int> LimitAsync(string queue, CancellationToken cancellationToken)
    {
        if (await AskAsync(queue, cancellationToken).ConfigureAwait(false) is { } limit && limit < smallest)
            smallest = limit;
        return smallest;
    }

    // A queue that cannot be asked says so to whoever sends to it: a step that has succeeded does not fail for the question.
    private async ValueTask<int?> AskAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return transport is null ? null : await transport.GetMaxMessageBytesAsync(queue, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
