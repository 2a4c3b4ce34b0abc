using Microsoft.Extensions.Primitives;
using NewsMonitor.Model;
using NewsMonitor.Server.Api.Json;

namespace NewsMonitor.Server.Api.Problems;

/// <summary>Refuses query parameters that a route does not have: a misspelt filter must not look like a wider answer.</summary>
internal static class UnknownParameters
{
    private static readonly HashSet<Type> FromQuery = [typeof(string), typeof(int?), typeof(bool?), typeof(Instant?)];

    public static RouteGroupBuilder RefuseUnknownParameters(this RouteGroupBuilder group)
    {
        group.AddEndpointFilterFactory((factory, next) =>
        {
            var known = factory.MethodInfo.GetParameters().Where(p => FromQuery.Contains(p.ParameterType)).Select(p => p.Name!).ToHashSet(StringComparer.Ordinal);
            return context =>
            {
                foreach (KeyValuePair<string, StringValues> parameter in context.HttpContext.Request.Query)
                {
                    var route = context.HttpContext.Request.RouteValues;
                    if (!known.Contains(parameter.Key) || route.ContainsKey(parameter.Key))
                        throw new InvalidInputException(parameter.Key, Sentence(parameter.Key, known.Where(name => !route.ContainsKey(name))));
                    if (parameter.Value.Count > 1)
                        throw new InvalidInputException(parameter.Key, $"'{parameter.Key}' is there {parameter.Value.Count} times; once is taken.");
                }

                return next(context);
            };
        });
        return group;
    }

    private static string Sentence(string name, IEnumerable<string> known)
    {
        var names = string.Join(", ", known.Order(StringComparer.Ordinal));
        return names.Length > 0 ? $"There is no parameter '{name}' here. Known are: {names}." : $"There is no parameter '{name}' here, nor any other.";
    }
}
