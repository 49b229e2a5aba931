using System.Net;
using Amqp;
using Amqp.Framing;
using TypedTasks.Emulator.Security;
using TypedTasks.Emulator.Tests.Amqp;
using TypedTasks.Emulator.Tests.Http;

namespace TypedTasks.Emulator.Tests.Security;

public sealed class SecretTests
{
    private const string Key = "planted-key-4711";
    private const string Body = "planted-body-4711";

    [Fact]
    public async Task Neither_keys_nor_tokens_nor_messages_show_anywhere()
    {
        using var logs = new LogRecorder();
        var seen = new List<string>();
        var options = new ServiceBusEmulatorOptions
        {
            SharedAccessKey = Key,
            LoggerFactory = logs,
            Queues = { new() { Name = "q", MaxDeliveryCount = 1, RequiresDuplicateDetection = false } },
        };
        await using var emulator = await ServiceBusEmulator.StartAsync(options);
        seen.AddRange([$"{emulator}", $"{options}", $"{options.Queues[0]}", $"{emulator.GetCounts("q")}"]);

        await using (var client = await LiteClient.ConnectAsync(emulator, "q"))
        {
            await client.PutTokenAsync("other", TimeSpan.FromHours(1), key: "planted-wrong-4711");
            await client.PutTokenAsync("other", TimeSpan.FromHours(-1));
            await client.Sender("q").SendAsync(new Message(Body) { Properties = new Properties { MessageId = "1", Subject = Body } });
            await client.SettleAsync(await Receive(client), new Modified { DeliveryFailed = true });
            var dead = client.Receiver("q/$DeadLetterQueue");
            dead.SetCredit(1, CreditMode.Manual);
            var reasons = (await dead.ReceiveAsync(TimeSpan.FromSeconds(10))).ApplicationProperties;
            seen.AddRange([$"{reasons["DeadLetterReason"]}", $"{reasons["DeadLetterErrorDescription"]}"]);
            await client.Sender("q").SendAsync(new Message(new string('x', 300_000) + Body)).ContinueWith(failed => seen.Add($"{failed.Exception}"), TaskScheduler.Default);
        }

        using (var http = new HttpClientByHand(emulator))
        {
            seen.Add(http.Exchange(http.Request("GET", "/q")).Body);
            seen.Add(http.Exchange(http.Request("GET", "/q", "", ("Authorization", http.Token($"http://{http.Host}/q", key: "planted-wrong-4711")))).Body);
            seen.Add(http.Exchange(http.Request("PUT", "/new", $"<entry>{Key}</entry>")).Body);
            seen.Add(http.Exchange(http.Request("PUT", "/new", $"<entry {Key}")).Body);
        }

        seen.Add(Assert.Throws<ArgumentException>(() => ServiceBusEmulator.Start(new() { SharedAccessKey = Key + ";" })).ToString());
        seen.Add(Assert.Throws<ArgumentException>(() => ServiceBusEmulator.Start(new() { SharedAccessKey = Key, Address = IPAddress.Any })).ToString());
        var token = SasToken.Parse("SharedAccessSignature sr=sb%3A%2F%2Fh%2Fq&sig=planted-signature-4711&se=1&skn=name");
        seen.AddRange([$"{token}", $"{new AccessKey("name", Key)}"]);
        Assert.Contains("planted", $"{token} {emulator.ConnectionString}", StringComparison.Ordinal);
        Assert.NotEqual("", logs.Text);
        Assert.All([.. seen, logs.Text], text => Assert.DoesNotContain("4711", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_run_has_a_key_of_its_own()
    {
        await using var one = await ServiceBusEmulator.StartAsync();
        await using var other = await ServiceBusEmulator.StartAsync();
        Assert.NotEqual(KeyOf(one), KeyOf(other));
        Assert.True(Convert.FromBase64String(KeyOf(one)).Length >= 32);
        var client = await LiteClient.ConnectAsync(one, "q");
        Assert.Equal(401, await client.PutTokenAsync("q", TimeSpan.FromHours(1), KeyOf(other)));
    }

    [Fact]
    public void An_address_that_others_reach_needs_tls_or_a_word()
    {
        var refusal = Assert.Throws<ArgumentException>(() => ServiceBusEmulator.Start(new() { Address = IPAddress.Any }));
        Assert.Contains("set a Certificate to speak TLS there, or AllowInsecure", refusal.Message, StringComparison.Ordinal);
        using var emulator = ServiceBusEmulator.Start(new() { Address = IPAddress.Any, AllowInsecure = true });
        Assert.StartsWith("Endpoint=sb://127.0.0.1:", emulator.ConnectionString, StringComparison.Ordinal);
    }

    private static string KeyOf(ServiceBusEmulator emulator) =>
        emulator.ConnectionString.Split(';').Single(part => part.StartsWith("SharedAccessKey=", StringComparison.Ordinal))["SharedAccessKey=".Length..];

    private static async Task<Message> Receive(LiteClient client)
    {
        var receiver = client.Receiver("q");
        receiver.SetCredit(1, CreditMode.Manual);
        return await receiver.ReceiveAsync(TimeSpan.FromSeconds(10));
    }
}
