using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator.Durability;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Tests.Entities;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>Threads that leave the broker at the same time share one write and one sync, and each is told only what is in them.</summary>
public sealed class SharedWriteTests
{
    private const int Threads = 4;

    [Fact]
    public void What_any_thread_was_told_is_there_after_the_power_is_lost()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var disk = new SimulatedDisk(seed);
            var journal = Journal.Open(disk, sync: true, NullLogger.Instance, smallestRewrite: 20_000);
            using var broker = new Broker(new FakeTimeProvider(), NullLogger.Instance, journal);
            using (broker.Enter())
                broker.Directory.TryAdd(new QueueOptions { Name = "q" });
            var queue = broker.Directory.FindQueue("q")!;
            disk.FailsAt = disk.Steps + 20 + 7 * seed;
            var told = new ConcurrentBag<string>();
            var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() => Send(broker, queue, number, told))).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            disk.LosePower();
            using var file = disk.Read("journal.bin");
            var reader = new JournalReader();
            reader.Read(file!);
            var left = reader.Entities["q"].Messages.Values.Select(message => message.Content.MessageId!).ToHashSet();
            Assert.NotEmpty(told);
            Assert.DoesNotContain(told, id => !left.Contains(id));
        }
    }

    private static void Send(Broker broker, MessageQueue queue, int number, ConcurrentBag<string> told)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                using (broker.Enter())
                    queue.Enqueue(World.Content($"{number}-{i}"));
                told.Add($"{number}-{i}");
            }
        }
        catch (IOException)
        {
            // The power is gone.
        }
    }
}
