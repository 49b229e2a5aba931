using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TypedTasks.Emulator.Durability;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Tests.Entities;

namespace TypedTasks.Emulator.Tests.Durability;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private string FilePath => folder["journal.bin"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_said_is_there_again()
    {
        using (var life = new Life(this))
        {
            life.Send("1");
            life.Send("2");
            life.Send("3");
            life.Complete("2");
        }

        using var next = new Life(this);
        Assert.Equal(["1", "3"], next.Left());
    }

    [Fact]
    public void Every_cut_of_the_file_gives_a_beginning_of_the_history()
    {
        using (var life = new Life(this))
            for (var i = 0; i < 5; i++)
                life.Send($"{i}");
        var whole = File.ReadAllBytes(FilePath);
        var seen = new HashSet<int>();
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            using var life = new Life(this);
            var left = life.Left();
            Assert.Equal(Enumerable.Range(0, left.Count).Select(i => $"{i}"), left);
            seen.Add(left.Count);
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], seen.Order());
    }

    [Fact]
    public void A_flipped_bit_ends_the_history_before_it()
    {
        using (var life = new Life(this))
            for (var i = 0; i < 3; i++)
                life.Send($"{i}");
        var whole = File.ReadAllBytes(FilePath);
        for (var at = 0; at < whole.Length; at += 7)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 1;
            File.WriteAllBytes(FilePath, damaged);
            using var life = new Life(this);
            var left = life.Left();
            Assert.True(left.Count < 3);
            Assert.Equal(Enumerable.Range(0, left.Count).Select(i => $"{i}"), left);
        }
    }

    [Fact]
    public void The_file_shrinks_while_it_is_written()
    {
        using (var life = new Life(this))
        {
            life.Send("kept");
            for (var i = 0; i < 2000; i++)
            {
                life.Send($"{i}", new string('x', 500));
                life.Complete($"{i}");
            }

            Assert.True(new FileInfo(FilePath).Length < 600_000);
        }

        using var next = new Life(this);
        Assert.Equal(["kept"], next.Left());
    }

    [Fact]
    public void A_folder_has_one_user_at_a_time()
    {
        using (new Life(this))
        {
            var refused = Assert.Throws<IOException>(() => new Life(this));
            Assert.Contains("another emulator", refused.Message, StringComparison.Ordinal);
        }

        using var next = new Life(this);
        Assert.Empty(next.Left());
    }

    private sealed class Life : IDisposable
    {
        private readonly Journal journal;
        private readonly Broker broker;
        private readonly MessageQueue queue;

        public Life(JournalTests test)
        {
            journal = Journal.Open(new JournalFolder(test.folder.Path), sync: false, NullLogger.Instance, smallestRewrite: 100_000);
            broker = new Broker(test.time, NullLogger.Instance, journal);
            using (broker.Enter())
            {
                broker.Directory.TryAdd(new QueueOptions { Name = "q" });
                queue = broker.Directory.FindQueue("q")!;
            }
        }

        public void Send(string id, string body = "body")
        {
            using (broker.Enter())
                Assert.Null(queue.Enqueue(World.Content(id, body: body)));
        }

        /// <summary>Receives up to the message and completes only that one.</summary>
        public void Complete(string id)
        {
            var receiver = new Receiver(queue, delete: false) { Credit = 10 };
            using (broker.Enter())
                queue.Arm(receiver);
            using (broker.Enter())
            {
                for (var i = 0; i < receiver.Messages.Count; i++)
                    Assert.True(queue.Settle(receiver.Messages[i], receiver.Tokens[i], receiver.Messages[i].Content.MessageId == id ? Outcome.Complete : Outcome.Release));
                receiver.Credit = 0;
            }
        }

        public List<string?> Left()
        {
            using (broker.Enter())
                return queue.Browse(0).Select(message => message.Content.MessageId).ToList();
        }

        public void Dispose()
        {
            broker.Dispose();
            journal.Dispose();
        }
    }
}
