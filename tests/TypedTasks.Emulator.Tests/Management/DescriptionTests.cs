using System.Text;
using TypedTasks.Emulator.Tests.Http;

namespace TypedTasks.Emulator.Tests.Management;

public sealed class DescriptionTests : IAsyncLifetime
{
    private const string Open = """<entry xmlns="http://www.w3.org/2005/Atom"><content type="application/xml">""";
    private const string Close = "</content></entry>";
    private const string Connect = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
    private ServiceBusEmulator emulator = null!;
    private HttpClientByHand client = null!;

    public async Task InitializeAsync()
    {
        emulator = await ServiceBusEmulator.StartAsync(new() { Topics = { new() { Name = "t", Subscriptions = { new() { Name = "s" } } } } });
        client = new HttpClientByHand(emulator);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("<!DOCTYPE entry><entry/>", "not valid XML")]
    [InlineData("""<!DOCTYPE entry [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><entry>&c;</entry>""", "not valid XML")]
    [InlineData("""<!DOCTYPE entry SYSTEM "file:///etc/passwd"><entry/>""", "not valid XML")]
    [InlineData("<entry", "not valid XML")]
    [InlineData("", "not valid XML")]
    [InlineData("<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a></a>", "more than 16 levels deep")]
    [InlineData("<entry/>", "must be an ATOM entry")]
    [InlineData(Open + "<Thing/>" + Close, "A Thing cannot be put at this address.")]
    [InlineData(Open + $"""<QueueDescription xmlns="{Connect}"><Colour>red</Colour></QueueDescription>""" + Close, "'Colour' of the QueueDescription is not supported by this emulator")]
    [InlineData(Open + $"""<QueueDescription xmlns="{Connect}"><LockDuration>PT1M</LockDuration><LockDuration>PT1M</LockDuration></QueueDescription>""" + Close, "'LockDuration' of the QueueDescription is given twice")]
    [InlineData(Open + $"""<QueueDescription xmlns="{Connect}"><Status>Sleeping</Status></QueueDescription>""" + Close, "The status 'Sleeping'")]
    [InlineData(Open + $"""<QueueDescription xmlns="{Connect}"><RequiresSession>perhaps</RequiresSession></QueueDescription>""" + Close, "must be true or false")]
    [InlineData(Open + $"""<QueueDescription xmlns="{Connect}"><MaxDeliveryCount>0</MaxDeliveryCount></QueueDescription>""" + Close, "must be at least 1")]
    [InlineData(Open + $"""<QueueDescription xmlns="{Connect}"><MaxSizeInMegabytes>9223372036854775807</MaxSizeInMegabytes></QueueDescription>""" + Close, "maximum size")]
    [InlineData(Open + $"""<QueueDescription xmlns="{Connect}"><AutoDeleteOnIdle>PT1M</AutoDeleteOnIdle></QueueDescription>""" + Close, "at least 5 minutes")]
    [InlineData(Open + $"""<QueueDescription xmlns="{Connect}"><ForwardTo>nothing</ForwardTo></QueueDescription>""" + Close, "no such queue or topic")]
    [InlineData(Open + $"""<QueueDescription xmlns="{Connect}"><ForwardDeadLetteredMessagesTo>Q</ForwardDeadLetteredMessagesTo></QueueDescription>""" + Close, "where its messages come from")]
    public void What_cannot_be_understood_is_refused_with_the_reason(string body, string reason)
    {
        var (status, text) = client.Exchange(client.Request("PUT", "/q", body.Length == 0 ? " " : body));
        Assert.Equal(400, status);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.Contains("SubCode=40000", text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => emulator.GetCounts("q"));
    }

    [Theory]
    [InlineData("GET", "/$Resources/Things", 404)]
    [InlineData("GET", "/$Resources/Queues?$skip=-1", 400)]
    [InlineData("GET", "/$Resources/Queues?$top=many", 400)]
    [InlineData("GET", "/$Resources/Queues?$top=0", 400)]
    [InlineData("GET", "/$resources/QUEUES?$top=1000000", 200)]
    [InlineData("DELETE", "/$Resources/Queues", 400)]
    [InlineData("DELETE", "/t/Subscriptions/none", 404)]
    [InlineData("GET", "/T/subscriptions/S/rules/$default", 200)]
    [InlineData("PATCH", "/t", 405)]
    [InlineData("GET", "/%zz", 200)]
    public void Every_address_has_its_answer(string method, string path, int status) =>
        Assert.Equal(status, client.Exchange(client.Request(method, path)).Status);

    [Fact]
    public void The_answer_to_what_is_not_there_is_an_empty_feed()
    {
        var (status, body) = client.Exchange(client.Request("GET", "/nowhere"));
        Assert.Equal(200, status);
        Assert.StartsWith("<feed", body, StringComparison.Ordinal);
        Assert.DoesNotContain("<entry", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_description_is_refused()
    {
        var whole = Encoding.UTF8.GetBytes(Open + $"""<QueueDescription xmlns="{Connect}"><UserMetadata>ü &amp; x</UserMetadata></QueueDescription>""" + Close);
        for (var length = 1; length < whole.Length; length++)
        {
            var cut = client.Request("PUT", "/q", "", ("Content-Length", $"{length}"));
            Assert.Equal(400, client.Exchange([.. cut, .. whole[..length]]).Status);
        }
    }
}
