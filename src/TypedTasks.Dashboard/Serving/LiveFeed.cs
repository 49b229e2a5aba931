using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Operations;

namespace TypedTasks.Dashboard.Serving;

/// <summary>Tells a page that something of what it shows has changed: a line each time, in an answer that stays open. The page asks for itself anew then, so what it shows has one source.</summary>
internal static class LiveFeed
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>A list changes with every flow: it is renewed once a second at most.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>What is not told by flows (workers, queues) is looked at again after this time.</summary>
    private static readonly TimeSpan Anyway = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Writes until the reader goes away, or for ten minutes: then the page asks again, and is asked for its rights again.</summary>
    public static async Task WriteAsync(PageRequest request, string? flowId)
    {
        var (context, stop) = (request.Context, request.Cancelled);
        var time = context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var every = request.Query("every") is not null ? Rest : flowId is null ? Anyway : TimeSpan.MaxValue;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var (begun, told) = (time.GetTimestamp(), time.GetTimestamp());
        var position = request.Query("after") ?? (await request.Reader.GetChangesAsync(null, stop).ConfigureAwait(false)).Position;
        _ = await SayAsync(context, "watching\n"u8, stop).ConfigureAwait(false);
        var isChanged = false;
        while (time.GetElapsedTime(begun) < Longest)
        {
            await Task.Delay(Look, time, stop).ConfigureAwait(false);
            ChangePage changes;
            do
            {
                changes = await request.Reader.GetChangesAsync(position, stop).ConfigureAwait(false);
                position = changes.Position;
                isChanged |= !changes.IsWhole || (flowId is null ? changes.Flows.Count > 0 : changes.Flows.Contains(flowId));
            }
            while (changes.Flows.Count > 0 && !isChanged);

            var since = time.GetElapsedTime(told);
            if ((!isChanged || (flowId is null && since < Rest)) && since < every)
                continue;
            (isChanged, told) = (false, time.GetTimestamp());
            _ = await SayAsync(context, "changed\n"u8, stop).ConfigureAwait(false);
        }
    }

    private static ValueTask<System.IO.Pipelines.FlushResult> SayAsync(HttpContext context, ReadOnlySpan<byte> line, CancellationToken stop)
    {
        context.Response.BodyWriter.Write(line);
        return context.Response.BodyWriter.FlushAsync(stop);
    }
}
