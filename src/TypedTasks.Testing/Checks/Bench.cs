using System.Globalization;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>A queue of its own for one check, with what the checks do to it.</summary>
internal sealed class Bench(TransportContractHost host, string queue, bool ordered = false)
{
    public static readonly IReadOnlyList<TaskMessage> Nothing = [];
    private static readonly ReceiverOptions Wide = new(Slots: 16, Prefetch: 0);

    public TransportContractHost Host => host;

    public string Queue => queue;

    public static async Task<Bench> CreateAsync(TransportContractHost host) => new(host, await host.CreateQueueAsync());

    public static async Task<Bench> CreateOrderedAsync(TransportContractHost host) => new(host, await host.CreateOrderedQueueAsync(), ordered: true);

    public TaskMessage Message(string id, DateTimeOffset? notBefore = null, string? key = null) => new()
    {
        OrderingKey = key,
        Id = id,
        Queue = queue,
        FlowId = "flow-1",
        Subject = "photos.resize",
        Step = "0.1",
        Body = Given.Utf8($$"""{"id":"{{id}}"}"""),
        NotBefore = notBefore,
    };

    /// <summary>A message whose body has so many bytes.</summary>
    public TaskMessage Message(string id, int size) => new()
    {
        Id = id,
        Queue = queue,
        FlowId = "flow-1",
        Subject = "photos.resize",
        Step = "0.1",
        Body = Given.Utf8($"\"{new string('x', size - 2)}\""),
    };

    public TaskMessage[] Messages(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Message(i.ToString(CultureInfo.InvariantCulture)))];

    public ValueTask SendAsync(params TaskMessage[] messages) => host.Transport.SendAsync(messages, CancellationToken.None);

    public ValueTask<IReceiver> OpenAsync() => host.Transport.OpenReceiverAsync(queue, Wide with { Ordered = ordered }, CancellationToken.None);

    /// <summary>Sends a message with a new id and expects it to be the next: nothing else is in the queue.</summary>
    public async Task NothingElseAsync(IReceiver receiver)
    {
        var id = $"last-{Guid.CreateVersion7():N}";
        await SendAsync(Message(id));
        var next = await receiver.NextAsync();
        Expect.Equal(id, next.Message.Id);
        await next.CompleteAsync(Nothing);
    }
}
