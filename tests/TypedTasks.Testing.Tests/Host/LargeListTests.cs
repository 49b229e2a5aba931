using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Storage;
using TypedTasks.Transport;
using static TypedTasks.Testing.Tests.Work.Tasks;

namespace TypedTasks.Testing.Tests;

/// <summary>Lists known at run time that lie in the store: what is read of them grows as they do, and no faster.</summary>
public sealed class LargeListTests
{
    [Theory]
    [InlineData(5_000, 20)]
    [InlineData(1_000, 3_000)]
    [InlineData(300, 10_000)]
    [InlineData(100, 60_000)]
    public async Task Each_element_is_read_a_few_times_at_most(int count, int bytes)
    {
        var list = count * (bytes + 3L);

        // As a whole once, when it is taken apart; for the message that starts the member; and where it is too large for that, by the member.
        await ReadsAtMostAsync(2.3 * list, count, bytes, Texts(count, bytes) | Length().Each());
        await ReadsAtMostAsync(2.3 * list, count, bytes, Texts(count, bytes) | Length().Each(maxParallelism: 7));
        await ReadsAtMostAsync(2.3 * list, count, bytes, Texts(count, bytes) | Length().Each().Settled() | ValueOf().Each());
        await ReadsAtMostAsync(3.3 * list, count, bytes, Texts(count, bytes) | Length().Each(chunkSize: 40));
        await ReadsAtMostAsync(3.3 * list, count, bytes, Texts(count, bytes) | Length().Each(chunkSize: 40, maxParallelism: 2));
    }

    [Fact]
    public async Task A_list_that_members_have_made_is_read_a_few_times_at_most()
    {
        const int Count = 2_000;
        const int Bytes = 500;
        const double List = Count * (Bytes + 3L);
        await ReadsAtMostAsync(3.3 * List, Count, Bytes, Texts(Count, Bytes) | Same().Each() | Length().Each());
        await ReadsAtMostAsync(6.3 * List, Count, Bytes, Texts(Count, Bytes) | Same().Each(chunkSize: 30) | Length().Each());
        await ReadsAtMostAsync(6.3 * List, Count, Bytes, Texts(Count, Bytes) | Same().Each(chunkSize: 30) | Length().Each(chunkSize: 50, maxParallelism: 3));
    }

    [Fact]
    public async Task Members_of_several_steps_are_not_read_again_for_each_message()
    {
        const int Count = 1_000;
        const int Bytes = 500;
        await ReadsAtMostAsync(2.3 * Count * (Bytes + 3), 2 * Count, Bytes, Texts(Count, Bytes) | (Group.Of(Length(), Length()) | Total()).Each());
    }

    [Fact]
    public async Task What_was_taken_apart_is_freed_when_the_flow_has_succeeded()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Texts(3_000, 60) | Length().Each() | Total());
        Assert.Equal(180_000, await host.RunAsync(handle, Hosts.Deadline));
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        var key = new FlowKey(handle.FlowId, 0);
        var taken = new ReadMembers(key, "1/", 0, 3_000);
        var list = new GetValue(key, "0");
        await host.Store.ExecuteAsync([taken, list], CancellationToken.None);
        Assert.Empty(taken.Result);
        Assert.Null(list.Result);
    }

    [Fact]
    public async Task A_fan_out_message_of_the_version_before_goes_on()
    {
        await using var host = await Hosts.StartAsync();
        var handle = await host.Client.EnqueueAsync(Texts(300, 600) | Length().Each() | Total());
        TaskMessage first;
        await using (var receiver = await host.Transport.OpenReceiverAsync(QueueNames.Default, new(1, 0), Hosts.Deadline))
        {
            var delivery = await receiver.ReceiveAsync(Hosts.Deadline);
            first = delivery!.Message;
            var list = JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(1, 300).Select(static i => new string('x', i)));
            await host.Store.ExecuteAsync([new PutValue(new(handle.FlowId, 0), "0", list)], CancellationToken.None);

            // As that version leaves it behind: some members have their message, and the others are to be found in the list.
            await delivery.CompleteAsync([FanOut(first, 0, stop: 90), FanOut(first, 90, stop: null)]);
            await receiver.StopAsync(Hosts.Deadline);
        }

        Assert.Equal(300 * 301 / 2, await host.RunAsync(handle, Hosts.Deadline));
        Assert.Equal(301, host.Steps.Count);
    }

    private static TaskMessage FanOut(TaskMessage first, int cursor, int? stop)
    {
        var body = JsonNode.Parse(first.Body.Span)!.AsObject();
        (body["path"], body["cursor"], body["inStored"]) = ("1", cursor, "0");
        if (stop is not null)
            body["stop"] = stop;
        return first with { Id = $"{first.Id}.fan-out.{cursor}", Subject = "typedtasks.fan-out", Step = "1", Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
    }

    private static async Task ReadsAtMostAsync(double most, int count, int bytes, ISignature<IReadOnlyList<int>> flow)
    {
        ReadCountingStore? store = null;
        await using var host = await Hosts.StartAsync(b => b.Services.AddSingleton<ITaskStore>(
            s => store = new ReadCountingStore(s.GetRequiredService<InMemoryTaskStore>())));
        Assert.Equal(count * bytes, await host.RunAsync(flow | Total(), Hosts.Deadline));
        Assert.InRange(store!.BytesRead, 1, (long)most + (count * 4));
    }
}
