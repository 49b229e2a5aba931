using System.Text;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Entities.Rules;
using TypedTasks.Emulator.Tests.Amqp;
using TypedTasks.Emulator.Tests.Entities;

namespace TypedTasks.Emulator.Tests.Fuzzing;

/// <summary>Malformed input by the thousand, always the same: what is refused is refused in words, and nothing else happens.</summary>
[Collection(nameof(Alone))]
public sealed class FuzzTests
{
    private const long Growth = 1024 * 1024;
    private static readonly int Cases = Setting.Number("FUZZ_CASES", 10_000);

    [Fact]
    public void Sql_is_parsed_or_refused()
    {
        string[] words =
        [
            "a", "sys.Label", "user.b", "[c d]", "\"e\"", "'text'", "'it''s'", "1", "2.5", "0x1F", "1e9", "TRUE", "NULL", "AND", "OR", "NOT", "LIKE", "IN",
            "IS", "EXISTS", "ESCAPE", "(", ")", ",", "=", "<>", "<=", "+", "-", "*", "/", "%", ".", ";", "SET", "REMOVE", "'", "[", "é", "\0", "@p", "$",
        ];
        var random = new Random(11);
        var content = World.Content("id");
        WithoutGrowth(() =>
        {
            var text = string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(40)).Select(_ => words[random.Next(words.Length)]));
            Refusable(() => new SqlFilter(text).Matches(new MessageView(content, 0)));
            Refusable(() => new SqlAction(text).Apply(content, new MessageView(content, 0)));
        });

        Refusable(() => _ = new SqlFilter(new string('(', 1000)));
        Refusable(() => _ = new SqlFilter(string.Concat(Enumerable.Repeat("NOT ", 250)) + "1"));
        Refusable(() => _ = new SqlFilter(new string('-', 1000) + "1"));
    }

    [Fact]
    public void A_configuration_is_read_or_refused()
    {
        const string Valid = """
            {"UserConfig":{"Namespaces":[{"Name":"n","Queues":[{"Name":"q","Properties":{"LockDuration":"PT1M","MaxDeliveryCount":3,"RequiresSession":false}}],
            "Topics":[{"Name":"t","Subscriptions":[{"Name":"s","Rules":[{"Name":"r","Properties":{"FilterType":"Sql","SqlFilter":{"SqlExpression":"1=1"}}}]}]}]}],"Logging":{"Type":"File"}}}
            """;
        var options = new ServiceBusEmulatorOptions();
        options.AddConfiguration(Valid);
        Assert.Equal((1, 1), (options.Queues.Count, options.Topics.Count));
        var random = new Random(12);
        WithoutGrowth(() =>
        {
            var text = new StringBuilder(Valid);
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                else
                    text.Insert(at, "{}[],:\"0PT-1nulltrue"[random.Next(20)]);
            }

            Refusable(() => new ServiceBusEmulatorOptions().AddConfiguration(text.ToString()));
        });
    }

    [Fact]
    public void Bytes_are_a_message_or_refused()
    {
        var random = new Random(13);
        var valid = MessageRewriter.WithProperties(World.Content("id", 5, 7), [new("a", 1L), new("b", "text")]).Bytes;
        WithoutGrowth(() =>
        {
            var bytes = Mutate(random, valid);
            Refusable(() =>
            {
                var content = MessageContent.Parse(bytes);
                MessageRewriter.WithProperties(content, [new("c", true)]);
                _ = new MessageView(content, 0);
            });
            Refusable(() => AmqpValueReader.Read(bytes));
        });

        Refusable(() => AmqpValueReader.Read(Enumerable.Repeat((byte)0, 100_000).ToArray()));
        Refusable(() => MessageContent.Parse(Enumerable.Repeat((byte)0, 100_000).ToArray()));
        Refusable(() => AmqpValueReader.Read([0xf0, 0, 0, 0, 10, 0xff, 0xff, 0xff, 0xff, 0x41, 0, 0, 0, 0, 0]));
    }

    [Fact]
    public async Task The_listener_survives_frames_that_are_not_frames()
    {
        byte[][] frames =
        [
            RawClient.Frame(0x12, "s", 0u, false, null, null, RawClient.State(0x28), RawClient.State(0x29, "q"), null, null, 0u),
            RawClient.Frame(0x12, "r", 1u, true, (byte)0, (byte)0, RawClient.State(0x28, "q"), RawClient.State(0x29)),
            RawClient.Frame(0x12, "c", 2u, false, null, null, RawClient.State(0x28), RawClient.State(0x30), null, null, 0u),
            RawClient.Transfer(RawClient.Message("1"), 0u, 0u, new byte[] { 1 }, 0u, false),
            RawClient.LinkFlow(1, 0, 10),
            RawClient.Frame(0x15, true, 0u, 10u, false, RawClient.State(0x24)),
            RawClient.Frame(0x16, 1u, true),
        ];
        var random = new Random(14);
        await NothingIsHeld(Cases / frames.Length, emulator =>
        {
            using var client = RawClient.Open(emulator);
            foreach (var frame in frames)
                if (!client.TrySend(Damage(random, frame)))
                    break;
        });
    }

    [Fact]
    public async Task The_listener_survives_handshakes_that_are_none()
    {
        byte[][] parts =
        [
            RawClient.SaslHeader, RawClient.AnonymousInit(), RawClient.AmqpHeader, RawClient.Frame(0x10, "raw", "host", 65536u, (ushort)255, 240000u),
            RawClient.Frame(0x11, null, 0u, 2048u, 2048u),
            RawClient.Frame(0x12, "s", 0u, false, null, null, RawClient.State(0x28), RawClient.State(0x29, "$cbs"), null, null, 0u),
            RawClient.Transfer(RawClient.Message("1"), 0u, 0u, new byte[] { 1 }, 0u, false),
        ];
        var random = new Random(15);
        await NothingIsHeld(Cases / parts.Length, emulator =>
        {
            using var client = new RawClient(emulator.Port);
            // What comes before the damage is whole, so that every phase has its turn.
            var whole = random.Next(parts.Length);
            for (var i = 0; i < parts.Length; i++)
                if (!client.TrySend(i < whole ? parts[i] : i is 0 or 2 ? Mutate(random, parts[i]) : Damage(random, parts[i])))
                    break;
        });
    }

    /// <summary>Half of the rounds show what the process holds after them; the other half may add nothing to it.</summary>
    private static async Task NothingIsHeld(int rounds, Action<ServiceBusEmulator> round)
    {
        using var failures = new FailureCounter();
        var held = new long[2];
        for (var half = 0; half < 2; half++)
        {
            var emulator = await ServiceBusEmulator.StartAsync(new() { LoggerFactory = failures, Queues = { new QueueOptions { Name = "q" } } });
            for (var i = 0; i < rounds / 2; i++)
                round(emulator);
            using (var sane = RawClient.Open(emulator))
                sane.AttachSender(0, "q");
            // It ends when each of its threads has: none may hang.
            await emulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
            held[half] = Held();
        }

        Assert.Equal(0, failures.Count);
        Assert.True(held[1] - held[0] < Growth, $"It holds {held[1] - held[0]} bytes more than before.");
    }

    private static void WithoutGrowth(Action once)
    {
        for (var i = 0; i < Cases / 2; i++)
            once();
        var held = Held();
        for (var i = 0; i < Cases / 2; i++)
            once();
        var growth = Held() - held;
        Assert.True(growth < Growth, $"It holds {growth} bytes more than before.");
    }

    private static long Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // Not the running total: that goes wrong by what threads had reserved that have ended.
        var heap = GC.GetGCMemoryInfo();
        return heap.HeapSizeBytes - heap.FragmentedBytes;
    }

    // The length stays true, so that the change reaches the decoder.
    private static byte[] Damage(Random random, byte[] frame)
    {
        var bytes = Mutate(random, frame);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        return bytes;
    }

    private static byte[] Mutate(Random random, byte[] valid)
    {
        var bytes = (byte[])valid.Clone();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes.Length > 16 && random.Next(4) == 0 ? bytes[..random.Next(9, bytes.Length)] : bytes;
    }

    private static void Refusable(Action action)
    {
        try
        {
            action();
        }
        catch (Exception refusal) when (refusal is AmqpException or FormatException)
        {
            Assert.NotEmpty(refusal.Message);
        }
    }
}
