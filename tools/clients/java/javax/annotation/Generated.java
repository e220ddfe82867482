package javax.annotation;

/** Stands in for that of jakarta.annotation-api 1.3, which generated classes carry: the generator's jar has the other libraries. */
public @interface Generated {
    String value();

    String comments() default "";
}
