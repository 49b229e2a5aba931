using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TypedTasks.AspNetCore.Api;

/// <summary>Turns what goes wrong into an answer that says what to do, and keeps answers out of caches.</summary>
internal sealed class Guarding : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            return await next(context);
        }
        catch (ArgumentException e)
        {
            // What an argument is called in the code is of no use to the caller.
            return Answers.Refuse(StatusCodes.Status400BadRequest, "Not understood", e.Message.Split(" (Parameter ")[0]);
        }
        catch (JsonException e)
        {
            return Answers.Refuse(StatusCodes.Status400BadRequest, "Not understood", $"The body is not the JSON that is expected: {e.Message}");
        }
        catch (BadHttpRequestException e)
        {
            return Answers.Refuse(e.StatusCode, "Not understood", e.Message);
        }
        catch (StoreException e)
        {
            return Answers.Refuse(StatusCodes.Status503ServiceUnavailable, "The store does not answer", e.Message);
        }
        catch (TransportException e)
        {
            return Answers.Refuse(StatusCodes.Status503ServiceUnavailable, "The broker does not answer", e.Message);
        }
    }
}
