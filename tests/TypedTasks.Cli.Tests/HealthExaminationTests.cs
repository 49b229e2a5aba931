using System.Net;
using System.Net.Sockets;
using System.Text;
using TypedTasks.Cli.Doctor;
using TypedTasks.Cli.Doctor.Configuration;

namespace TypedTasks.Cli.Tests;

/// <summary>What the doctor makes of what an application says of itself.</summary>
public sealed class HealthExaminationTests
{
    [Theory]
    [InlineData("200 OK", "Healthy", (int)Verdict.Fine)]
    [InlineData("200 OK", "Degraded", (int)Verdict.Warning)]
    [InlineData("503 Service Unavailable", "Unhealthy", (int)Verdict.Wrong)]
    [InlineData("404 Not Found", "", (int)Verdict.Wrong)]
    public async Task The_answer_is_judged_by_its_status_and_its_word(string status, string text, int verdict)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var application = AnswerAsync(listener, status, text);
        var finding = await HealthExamination.RunAsync(new($"http://{listener.LocalEndpoint}/health"), CancellationToken.None);
        await application;
        Assert.Equal(((Verdict)verdict, "S1"), (finding.Verdict, finding.Id));
        Assert.Contains($"answers {status[..3]}: {text}", finding.Saw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_does_not_run_is_wrong()
    {
        var finding = await HealthExamination.RunAsync(new("http://127.0.0.1:1/health"), CancellationToken.None);
        Assert.Equal((Verdict.Wrong, "Connection refused (127.0.0.1:1)."), (finding.Verdict, finding.Saw));
    }

    private static async Task AnswerAsync(TcpListener listener, string status, string text)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream());
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n{text}"));
    }
}
