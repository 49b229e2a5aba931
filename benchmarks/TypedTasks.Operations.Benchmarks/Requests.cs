using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Operations.Benchmarks;

/// <summary>Asks every address 200 times, one after the other, on a warm server.</summary>
internal sealed class Requests(HttpClient http, TextWriter output)
{
    private const int Times = 200;
    private const int WarmUps = 20;

    public async Task MeasureAsync(string name, Func<int, string> address)
    {
        var took = new List<double>();
        long bytes = 0;
        for (var i = -WarmUps; i < Times; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri(address(Math.Abs(i)), UriKind.Relative));
            var body = await answer.Content.ReadAsByteArrayAsync();
            if (i < 0)
            {
                if (!answer.IsSuccessStatusCode)
                    throw new InvalidOperationException($"{address(Math.Abs(i))}: {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
                continue;
            }

            took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            bytes = Math.Max(bytes, body.Length);
        }

        took.Sort();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {name} | {took[Times / 2]:0.0} | {took[(int)(Times * 0.95)]:0.0} | {took[^1]:0.0} | {bytes / 1024.0:0.0} |"));
    }
}
