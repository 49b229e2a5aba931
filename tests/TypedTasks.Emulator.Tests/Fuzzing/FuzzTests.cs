using System.Globalization;
using System.Text;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Entities.Rules;
using TypedTasks.Emulator.Tests.Amqp;
using TypedTasks.Emulator.Tests.Entities;

namespace TypedTasks.Emulator.Tests.Fuzzing;

/// <summary>Malformed input by the thousand, always the same: what is refused is refused in words, and nothing else happens.</summary>
public sealed class FuzzTests
{
    private static readonly int Cases = int.Parse(Environment.GetEnvironmentVariable("FUZZ_CASES") ?? "10000", CultureInfo.InvariantCulture);

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
        for (var i = 0; i < Cases; i++)
        {
            var text = string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(40)).Select(_ => words[random.Next(words.Length)]));
            Refusable(() => new SqlFilter(text).Matches(new MessageView(content, 0)));
            Refusable(() => new SqlAction(text).Apply(content, new MessageView(content, 0)));
        }

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
        for (var i = 0; i < Cases; i++)
        {
            var text = new StringBuilder(Valid);
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0) text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                else text.Insert(at, "{}[],:\"0PT-1nulltrue"[random.Next(20)]);
            }

            Refusable(() => new ServiceBusEmulatorOptions().AddConfiguration(text.ToString()));
        }
    }

    [Fact]
    public void Bytes_are_a_message_or_refused()
    {
        var random = new Random(13);
        var valid = MessageRewriter.WithProperties(World.Content("id", 5, 7), [new("a", 1L), new("b", "text")]).Bytes;
        for (var i = 0; i < Cases; i++)
        {
            var bytes = Mutate(random, valid);
            Refusable(() =>
            {
                var content = MessageContent.Parse(bytes);
                MessageRewriter.WithProperties(content, [new("c", true)]);
                _ = new MessageView(content, 0);
            });
            Refusable(() => AmqpValueReader.Read(bytes));
        }

        Refusable(() => AmqpValueReader.Read(Enumerable.Repeat((byte)0, 100_000).ToArray()));
        Refusable(() => MessageContent.Parse(Enumerable.Repeat((byte)0, 100_000).ToArray()));
        Refusable(() => AmqpValueReader.Read([0xf0, 0, 0, 0, 10, 0xff, 0xff, 0xff, 0xff, 0x41, 0, 0, 0, 0, 0]));
    }

    [Fact]
    public async Task The_listener_survives_frames_that_are_not_frames()
    {
        using var failures = new FailureCounter();
        await using var emulator = await ServiceBusEmulator.StartAsync(new() { LoggerFactory = failures, Queues = { new QueueOptions { Name = "q" } } });
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
        for (var i = 0; i < Math.Max(20, Cases / 50); i++)
        {
            using var client = RawClient.Open(emulator);
            foreach (var frame in frames)
            {
                var bytes = Mutate(random, frame);
                // The length stays true, so that the change reaches the decoder.
                System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
                if (!client.TrySend(bytes)) break;
            }
        }

        using var sane = RawClient.Open(emulator);
        sane.AttachSender(0, "q");
        Assert.Equal(0, failures.Count);
    }

    private static byte[] Mutate(Random random, byte[] valid)
    {
        var bytes = (byte[])valid.Clone();
        for (var changes = random.Next(1, 6); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
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
