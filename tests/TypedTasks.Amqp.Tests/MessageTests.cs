using System.Text;
using Amqp.Framing;
using Amqp.Types;
using Amqp;
using TypedTasks.Amqp.Wire;
using TypedTasks.Transports.Tests;

namespace TypedTasks.Amqp.Tests;

public sealed class MessageTests
{
    [Fact]
    public void A_message_survives_being_written_and_read()
    {
        var due = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var sent = TestBroker.NewMessage("id", body: "[1]", notBefore: due);
        var amqp = Message.Decode(MessageWriter.Write(sent).Encode());
        var read = MessageReader.Read(amqp, "work");
        Assert.Equal(
            (sent.Id, sent.Queue, sent.FlowId, sent.Subject, sent.Step, sent.Attempt, sent.TraceParent),
            (read.Id, read.Queue, read.FlowId, read.Subject, read.Step, read.Attempt, read.TraceParent));
        Assert.Equal("[1]", Encoding.UTF8.GetString(read.Body.Span));
        Assert.Equal("application/json", (string)amqp.Properties.ContentType);
        Assert.Equal(1, amqp.ApplicationProperties["tt-version"]);
        Assert.Equal(due.UtcDateTime, amqp.MessageAnnotations[new Symbol("x-opt-scheduled-enqueue-time")]);
    }

    [Fact]
    public void A_protected_body_is_not_called_json()
    {
        var amqp = Message.Decode(MessageWriter.Write(TestBroker.NewMessage("id", body: "!tt1 and bytes")).Encode());
        Assert.Equal("application/octet-stream", (string)amqp.Properties.ContentType);
        Assert.Equal("!tt1 and bytes", Encoding.UTF8.GetString(MessageReader.Read(amqp, "work").Body.Span));
    }

    [Fact]
    public void Messages_of_other_producers_are_read_as_far_as_they_go()
    {
        Assert.Equal(("", "", ""), Read(new Message { BodySection = new AmqpValue { Value = 42 } }, out var body));
        Assert.Equal("", body);
        Read(new Message { BodySection = new AmqpValue { Value = "text" } }, out body);
        Assert.Equal("text", body);
        Read(new Message { BodySection = new AmqpSequence { List = new List<object> { 1 } } }, out body);
        Assert.Equal("", body);
        Read(new Message { BodySection = new Data { Binary = "raw"u8.ToArray() } }, out body);
        Assert.Equal("raw", body);
        var list = new DataList();
        list.Add(new() { Binary = "a"u8.ToArray() });
        list.Add(new() { Binary = "b"u8.ToArray() });
        Read(new Message { BodySection = list }, out body);
        Assert.Equal("ab", body);

        var odd = new Message { Properties = new(), ApplicationProperties = new(), BodySection = new AmqpValue { Value = "" } };
        odd.Properties.SetMessageId(Guid.Empty);
        odd.Properties.SetCorrelationId(7ul);
        odd.ApplicationProperties["tt-step"] = 3;
        odd.ApplicationProperties["tt-attempt"] = "many";
        odd.ApplicationProperties["traceparent"] = 5;
        Assert.Equal((Guid.Empty.ToString(), "7", "3"), Read(odd, out _));
    }

    private static (string Id, string Flow, string Step) Read(Message message, out string body)
    {
        var read = MessageReader.Read(Message.Decode(message.Encode()), "work");
        Assert.Equal(0, read.Attempt);
        Assert.Null(read.TraceParent);
        body = Encoding.UTF8.GetString(read.Body.Span);
        return (read.Id, read.FlowId, read.Step);
    }
}
