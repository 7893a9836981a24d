package org.zkmnist.auto.page;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Browser} and a {@link TrainedModeller}: one of each for all tests of a run, started when first
 * asked for. Without a browser such tests are skipped, but on a build server they fail.
 */
final class InBrowser implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(InBrowser.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Browser.isThere() || System.getenv("CI") != null) {
            return ConditionEvaluationResult.enabled("there is a browser, or there has to be one");
        }
        return ConditionEvaluationResult.disabled(
                "There is no browser to test the page in: install chromium and chromedriver (Debian: chromium-driver).");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Browser.class || type == TrainedModeller.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // Closed by JUnit at the end of the run.
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        Class<?> type = parameter.getParameter().getType();
        return store.getOrComputeIfAbsent(type, InBrowser::start);
    }

    private static Object start(Class<?> type) {
        try {
            return type == Browser.class ? new Browser() : new TrainedModeller();
        } catch (Exception e) {
            throw new IllegalStateException("cannot start what the tests need: " + type.getSimpleName(), e);
        }
    }
}
