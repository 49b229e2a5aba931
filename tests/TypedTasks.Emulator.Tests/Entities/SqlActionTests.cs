using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Entities.Rules;

namespace TypedTasks.Emulator.Tests.Entities;

public sealed class SqlActionTests
{
    [Theory]
    [InlineData("SET sys.Label = 'new'", "subject", "new")]
    [InlineData("SET sys.subject = sys.Label + '!'", "label", "old!")]
    [InlineData("SET sys.To = 'there'; SET sys.ReplyTo = sys.To", "replyto", "there")]
    [InlineData("SET sys.CorrelationId = 1 + 1", "correlationid", "2")]
    [InlineData("SET sys.ContentType = 'text/plain'", "contenttype", "text/plain")]
    [InlineData("SET sys.SessionId = a", "sessionid", "x")]
    [InlineData("SET sys.ReplyToSessionId = @p", "replytosessionid", "given")]
    [InlineData("SET sys.MessageId = 'id'", "messageid", "id")]
    [InlineData("REMOVE sys.Label", "subject", null)]
    [InlineData("SET sys.Label = missing", "subject", null)]
    [InlineData("SET a = sys.Label; SET sys.Label = a", "subject", "old")]
    public void A_system_property_is_set_and_everything_else_stays(string action, string property, string? value)
    {
        var original = Content();
        var changed = new SqlAction(action, new Dictionary<string, object?> { ["@p"] = "given" }).Apply(original, new MessageView(original, 0));
        var view = new MessageView(changed, 0);
        Assert.Equal(value, view.System(property));
        Assert.Equal("user", System.Text.Encoding.UTF8.GetString((byte[])view.System("userid")!));
        Assert.Equal("x", action.StartsWith("SET a", StringComparison.Ordinal) ? "x" : view.User("a"));
        Assert.Equal("old", new MessageView(original, 0).System("subject"));
        Assert.Equal(original.Bare[^7..].ToArray(), changed.Bare[^7..].ToArray());
        Assert.Equal(property == "messageid" ? value : "1", changed.MessageId);
        Assert.Equal(property == "sessionid" ? value : null, changed.SessionId);
    }

    [Fact]
    public void An_id_that_is_too_long_is_cut_rather_than_the_message_lost()
    {
        var original = Content();
        var action = new SqlAction("SET sys.MessageId = @long", new Dictionary<string, object?> { ["long"] = new string('x', 1000) });
        Assert.Equal(new string('x', 128), action.Apply(original, new MessageView(original, 0)).MessageId);
    }

    [Theory]
    [InlineData("SET sys.SequenceNumber = 1", "'SequenceNumber' cannot be changed by an action; those that can are MessageId, To,")]
    [InlineData("SET sys.EnqueuedTimeUtc = 1", "'EnqueuedTimeUtc' cannot be changed")]
    [InlineData("SET a = @none", "names the parameter '@none', which has no value, at position 9")]
    [InlineData("SET other.a = 1", "unexpected 'a'")]
    public void What_an_action_cannot_do_is_said_when_it_is_made(string action, string text)
    {
        var refusal = Assert.Throws<AmqpException>(() => new SqlAction(action));
        Assert.Equal(ErrorCondition.ArgumentError, refusal.Condition);
        Assert.Contains(text, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_without_properties_gets_a_section_for_them()
    {
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.AmqpValue);
        writer.Value("body");
        var bare = MessageContent.Parse(writer.ToArray());
        var changed = new SqlAction("SET sys.Label = 'l'; SET a = 1").Apply(bare, new MessageView(bare, 0));
        Assert.Equal(("l", 1L), (new MessageView(changed, 0).System("label"), new MessageView(changed, 0).User("a")));
        Assert.Equal(bare.Bare.ToArray(), changed.Bare[^bare.Bare.Length..].ToArray());
    }

    private static MessageContent Content()
    {
        var writer = new AmqpWriter();
        writer.Describe(Descriptor.Properties);
        writer.Value(new List<object?> { "1", "user"u8.ToArray(), null, "old" });
        writer.Describe(Descriptor.ApplicationProperties);
        writer.Value(new AmqpMap { { "a", "x" } });
        writer.Describe(Descriptor.AmqpValue);
        writer.Value("body");
        return MessageContent.Parse(writer.ToArray());
    }
}
